from django.apps import AppConfig

from departments import chain_heads, witnesses
from departments.guards import register


class AuditConfig(AppConfig):
    name = "portal.accounts.audit"
    verbose_name = "审计记录"

    def ready(self):
        from departments import verification

        from . import chain, proofs, sign_in, writes
        from .guards import GUARDS

        register(*GUARDS)
        chain_heads.register("audit", chain.current_head)
        witnesses.register(proofs.witness)
        verification.register(proofs.faults)
        sign_in.listen()
        writes.listen()
