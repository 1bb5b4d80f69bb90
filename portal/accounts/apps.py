from django.apps import AppConfig
from django.db.models.signals import post_migrate

from departments.protection import guards


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "用户与角色"

    def ready(self):
        from . import roles
        from .confirmations import hearing
        from .confirmations.guards import GUARDS

        guards.register(*GUARDS)
        hearing.listen()
        # Once for each run of migrate: when this app's turn comes, all migrations are through.
        post_migrate.connect(roles.after_migrate, sender=self, dispatch_uid="roles.after_migrate")
