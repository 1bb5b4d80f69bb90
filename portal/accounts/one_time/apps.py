from django.apps import AppConfig


class OneTimeConfig(AppConfig):
    name = "portal.accounts.one_time"
    verbose_name = "一次性表单"
