from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class DepartmentsConfig(AppConfig):
    name = "departments"
    verbose_name = "部门与清单版本"

    def ready(self):
        from . import checks  # noqa: F401
        from .protection import going_back, guards, triggers
        from .publishing import cancelling, proofs
        from .shown import raising

        guards.register(*cancelling.GUARDS, *proofs.GUARDS)
        # Before anything is taken down for a migration.
        pre_migrate.connect(going_back.refuse, dispatch_uid="going_back.refuse")
        pre_migrate.connect(triggers.before_migrate, dispatch_uid="triggers.before_migrate")
        post_migrate.connect(triggers.after_migrate, dispatch_uid="triggers.after_migrate")
        pre_migrate.connect(guards.before_migrate, dispatch_uid="guards.before_migrate")
        post_migrate.connect(guards.after_migrate, dispatch_uid="guards.after_migrate")
        pre_migrate.connect(raising.before_migrate, dispatch_uid="raising.before_migrate")
        post_migrate.connect(raising.after_migrate, dispatch_uid="raising.after_migrate")
