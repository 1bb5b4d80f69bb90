"""Migrations do not go back over what is kept for good: log, editions, proofs, the record of reviews."""

from django.apps import apps
from django.core.management import CommandError

from . import guards
from .immutability import record_models


def refuse(plan=(), **kwargs):
    """Before the first step of a plan: raise CommandError if it undoes what is kept."""
    for migration, backwards in plan:
        if backwards and _is_kept(migration):
            raise CommandError(
                f"不能撤销迁移 {migration.app_label}.{migration.name}：它涉及只增不减的记录"
                "（清单各版、公布凭据、审查意见、审计记录等），撤销会丢失记录。整个计划一步也没有执行。"
                "要回到以前的版本，请恢复那时的备份。"
            )


def _is_kept(migration):
    irreversible = any(not operation.reversible for operation in migration.operations)
    return irreversible or bool(_changed(migration) & _kept_models())


def _changed(migration):
    """The models whose tables a migration makes or alters (set of labels, in small letters)."""
    named = (
        # That of a field, index or constraint; else the name of the model itself.
        getattr(operation, "model_name_lower", None) or getattr(operation, "name_lower", None)
        for operation in migration.operations
        if operation.reduces_to_sql
    )
    return {f"{migration.app_label}.{name}" for name in named if name}


def _kept_models():
    """The models whose rows the database protects (set of labels, in small letters)."""
    tables = {model._meta.db_table for model in record_models()}
    tables |= {guard.table for guard in guards.registered()} | {"departments_maintenance"}
    return {one._meta.label_lower for one in apps.get_models() if one._meta.db_table in tables}
