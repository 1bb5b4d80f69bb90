from django.apps import AppConfig

from departments.guards import append_only, register


class AuditConfig(AppConfig):
    name = "portal.accounts.audit"
    verbose_name = "审计记录"

    def ready(self):
        register(*append_only("audit_event"))
