from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "portal.api"
    verbose_name = "数据接口"
