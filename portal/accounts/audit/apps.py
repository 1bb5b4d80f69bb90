from django.apps import AppConfig

from departments.protection import witnesses
from departments.protection.guards import register
from departments.publishing import chain_heads


class AuditConfig(AppConfig):
    name = "portal.accounts.audit"
    verbose_name = "审计记录"

    def ready(self):
        from departments.publishing import verification

        from . import chain, proofs, sign_in, writes
        from .guards import GUARDS

        register(*GUARDS)
        chain_heads.register("audit", chain.current_head)
        witnesses.register(proofs.witness)
        verification.register(proofs.faults)
        sign_in.listen()
        writes.listen()
