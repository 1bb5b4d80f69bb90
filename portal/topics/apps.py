from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "portal.topics"
    verbose_name = "生活领域"
