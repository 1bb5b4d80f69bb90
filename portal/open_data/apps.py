from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "portal.open_data"
    verbose_name = "开放数据"
