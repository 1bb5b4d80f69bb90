from django.apps import AppConfig

from departments import chain_heads
from departments.guards import register


class AuditConfig(AppConfig):
    name = "portal.accounts.audit"
    verbose_name = "审计记录"

    def ready(self):
        from . import chain, sign_in, writes
        from .guards import GUARDS

        register(*GUARDS)
        chain_heads.register("audit", chain.current_head)
        sign_in.listen()
        writes.listen()
