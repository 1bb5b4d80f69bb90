from django.apps import AppConfig

from departments import guards


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "用户与角色"

    def ready(self):
        from .confirmations import hearing
        from .confirmations.guards import GUARDS

        guards.register(*GUARDS)
        hearing.listen()
