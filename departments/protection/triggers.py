"""Database triggers that refuse every write to a published edition and its records.

They hold for raw SQL too, on SQLite and PostgreSQL. A migration that must correct published
records opens a :func:`maintenance`: a row in ``departments_maintenance`` that says who and why.
While it is open the triggers stand aside; it is written in the same transaction as the correction,
so no one else ever sees it open, and the row itself cannot be deleted or changed afterwards.
"""

from contextlib import contextmanager

from django.db import connections, transaction
from django.db.migrations.operations.base import Operation
from django.utils import timezone

from ..models import Maintenance
from . import witnesses
from .immutability import record_models

REFUSAL = "published editions are immutable"
PREFIX = "published_"


class ProtectMaintenance(Operation):
    """Migration operation: make the record of maintenances append-only."""

    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for statement in maintenance_statements(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        # The triggers go with their table.
        pass

    def describe(self):
        return "Make maintenance records append-only"


class ProtectPublished(Operation):
    """Migration operation: install the triggers of models whose tables exist by now."""

    reversible = True

    def __init__(self, *model_names):
        self.model_names = model_names

    def deconstruct(self):
        return type(self).__name__, list(self.model_names), {}

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self._models(app_label, to_state):
            for statement in statements(schema_editor.connection.vendor, model):
                schema_editor.execute(statement)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in self._models(app_label, from_state):
            for statement in removal(schema_editor.connection.vendor, model):
                schema_editor.execute(statement)

    def describe(self):
        return "Protect published records of " + ", ".join(self.model_names)

    def _models(self, app_label, state):
        return [state.apps.get_model(app_label, name) for name in self.model_names]


class LiftProtection(ProtectPublished):
    """Migration operation: take the triggers away before tables change.

    SQLite makes a table anew to change it and loses its triggers; those of its rows name it and
    would stop that. ``ProtectPublished`` stands at the end of the same migration.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Lift the protection of " + ", ".join(self.model_names)


@contextmanager
def maintenance(reason, operator, using="default"):
    """Let this transaction write published records, and keep on record who did so and why.

    Both arguments are required texts. The audit log is told at the end: a migration that opens one
    depends on the last migration of the log. Digests are not renewed: a change of what was published
    still shows in ``verify_editions``, as it must.
    """
    if not reason.strip() or not operator.strip():
        raise ValueError("maintenance needs a reason and an operator")
    with transaction.atomic(using=using):
        record = Maintenance.objects.using(using).create(reason=reason, operator=operator)
        yield record
        record.closed_at = timezone.now()
        record.save(using=using, update_fields=["closed_at"])
        witnesses.tell(record, "数据维护", {"operator": operator, "reason": reason})


def missing(connection):
    """Names of the triggers that should be in this database and are not (sorted list)."""
    vendor = connection.vendor
    expected = {name for model in record_models() for name in _trigger_names(vendor, model)}
    expected |= set(_MAINTENANCE[vendor][0])
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(expected - {name for (name,) in cursor.fetchall()})


def statements(vendor, model):
    """The SQL that creates or replaces one model's triggers (list of str)."""
    create = {"sqlite": _sqlite_triggers, "postgresql": _postgresql_triggers}[vendor]
    return [*removal(vendor, model), *create(model)]


def removal(vendor, model):
    """The SQL that drops one model's triggers, if there (list of str)."""
    on_table = f' ON "{model._meta.db_table}"' if vendor == "postgresql" else ""
    return [f'DROP TRIGGER IF EXISTS "{name}"{on_table}' for name in _trigger_names(vendor, model)]


def edition_of(model, row):
    """SQL for the key of the edition that ``row`` (NEW or OLD) of this model's table belongs to."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    if "edition" in fields:
        return f'{row}."{fields["edition"].column}"'
    for field in fields.values():
        parent = field.related_model
        if parent and any(f.name == "edition" for f in parent._meta.concrete_fields):
            column = parent._meta.get_field("edition").column
            return f'(SELECT "{column}" FROM "{parent._meta.db_table}" WHERE id = {row}."{field.column}")'
    return f"{row}.id"


def maintenance_statements(vendor):
    """The SQL that makes the record of maintenances append-only (list of str)."""
    on_table = " ON departments_maintenance" if vendor == "postgresql" else ""
    removals = [f"DROP TRIGGER IF EXISTS {name}{on_table}" for name in _MAINTENANCE[vendor][0]]
    return [*removals, *_MAINTENANCE[vendor][1]]


def before_migrate(using, plan=(), **kwargs):
    """SQLite cannot rebuild a table that a trigger mentions: take the triggers out for that time."""
    connection = connections[using]
    if not plan or connection.vendor != "sqlite":
        return
    tables = connection.introspection.table_names()
    for model in record_models():
        if model._meta.db_table in tables:
            _execute(connection, removal(connection.vendor, model))


def after_migrate(using, app_config=None, **kwargs):
    """Put back what a rebuilt table lost (SQLite drops a table's triggers with it)."""
    if app_config is None or app_config.label != "departments":
        return
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    needed = {model._meta.db_table for model in record_models()} | {"departments_maintenance"}
    if not needed <= tables:
        return
    absent = set(missing(connection))
    for model in record_models():
        if absent & set(_trigger_names(connection.vendor, model)):
            _execute(connection, statements(connection.vendor, model))
    if absent & set(_MAINTENANCE[connection.vendor][0]):
        _execute(connection, maintenance_statements(connection.vendor))


def _execute(connection, sql):
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


def _trigger_names(vendor, model):
    table = model._meta.db_table
    events = ["write", "truncate"] if vendor == "postgresql" else ["insert", "update", "delete"]
    return [f"{PREFIX}{table}_{event}" for event in events]


_UNLOCKED = "EXISTS (SELECT 1 FROM departments_maintenance WHERE closed_at IS NULL)"


def _sqlite_triggers(model):
    table = model._meta.db_table
    is_edition = table == "departments_edition"

    def published(row):
        # The edition's own row is judged as it stands; a new one may not arrive published.
        if is_edition:
            return f"{row}.state = 'published'"
        edition = edition_of(model, row)
        return (
            "EXISTS (SELECT 1 FROM departments_edition"
            f" WHERE id = {edition} AND state = 'published')"
        )

    # OR REPLACE deletes the rows in its way without any delete trigger.
    in_the_way = "replaced.id = NEW.id"
    if is_edition:
        in_the_way += (
            " OR replaced.department_id = NEW.department_id AND replaced.number = NEW.number"
        )
    replaced = (
        f'EXISTS (SELECT 1 FROM "{table}" AS replaced'
        f" WHERE ({in_the_way}) AND {published('replaced')})"
    )
    moved = published("OLD") if is_edition else f"{published('OLD')} OR {published('NEW')}"
    conditions = {
        "insert": f"{published('NEW')} OR {replaced}",
        "update": f"{moved} OR {replaced}",
        "delete": published("OLD"),
    }
    for event, condition in conditions.items():
        yield (
            f'CREATE TRIGGER "{PREFIX}{table}_{event}" BEFORE {event.upper()} ON "{table}"'
            f" WHEN ({condition}) AND NOT {_UNLOCKED}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql_triggers(model):
    table = model._meta.db_table
    function = f"{PREFIX}{table}"
    if table == "departments_edition":
        body = """
            IF TG_OP = 'INSERT' THEN refused := NEW.state = 'published';
            ELSE refused := OLD.state = 'published'; END IF;"""
    else:
        # FOR SHARE makes a writer wait for a publication under way, and then see it.
        body = f"""
            IF TG_OP <> 'INSERT' THEN
                PERFORM 1 FROM departments_edition WHERE id = {edition_of(model, "OLD")} FOR SHARE;
                refused := EXISTS (SELECT 1 FROM departments_edition
                    WHERE id = {edition_of(model, "OLD")} AND state = 'published');
            END IF;
            IF TG_OP <> 'DELETE' AND NOT refused THEN
                PERFORM 1 FROM departments_edition WHERE id = {edition_of(model, "NEW")} FOR SHARE;
                refused := EXISTS (SELECT 1 FROM departments_edition
                    WHERE id = {edition_of(model, "NEW")} AND state = 'published');
            END IF;"""
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
    yield f"""
        CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE refused boolean := false;
        BEGIN
            {body}
            IF refused AND NOT {_UNLOCKED} THEN {refuse}; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION "{function}_truncate"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM departments_edition WHERE state = 'published')
                AND NOT {_UNLOCKED} THEN {refuse}; END IF;
            RETURN NULL;
        END $$"""
    yield (
        f'CREATE TRIGGER "{function}_write" BEFORE INSERT OR UPDATE OR DELETE ON "{table}"'
        f' FOR EACH ROW EXECUTE FUNCTION "{function}"()'
    )
    yield (
        f'CREATE TRIGGER "{function}_truncate" BEFORE TRUNCATE ON "{table}"'
        f' FOR EACH STATEMENT EXECUTE FUNCTION "{function}_truncate"()'
    )


_KEPT = "maintenance records are append-only"
_CLOSES_ONCE = (
    "OLD.closed_at IS NULL AND NEW.id = OLD.id AND NEW.reason = OLD.reason"
    " AND NEW.operator = OLD.operator AND NEW.opened_at = OLD.opened_at"
)
#: For each database: the names of the triggers, and the SQL that creates them.
_MAINTENANCE = {
    "sqlite": (
        ["maintenance_insert", "maintenance_update", "maintenance_delete"],
        [
            "CREATE TRIGGER maintenance_insert BEFORE INSERT ON departments_maintenance"
            " WHEN EXISTS (SELECT 1 FROM departments_maintenance WHERE id = NEW.id)"
            f" BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END",
            "CREATE TRIGGER maintenance_update BEFORE UPDATE ON departments_maintenance"
            f" WHEN NOT ({_CLOSES_ONCE}) BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END",
            "CREATE TRIGGER maintenance_delete BEFORE DELETE ON departments_maintenance"
            f" BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END",
        ],
    ),
    "postgresql": (
        ["maintenance_write", "maintenance_truncate"],
        [
            f"""
            CREATE OR REPLACE FUNCTION maintenance_write() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND {_CLOSES_ONCE} THEN RETURN NEW; END IF;
                RAISE EXCEPTION '{_KEPT}' USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
            "CREATE TRIGGER maintenance_write BEFORE UPDATE OR DELETE ON departments_maintenance"
            " FOR EACH ROW EXECUTE FUNCTION maintenance_write()",
            "CREATE TRIGGER maintenance_truncate BEFORE TRUNCATE ON departments_maintenance"
            " FOR EACH STATEMENT EXECUTE FUNCTION maintenance_write()",
        ],
    ),
}
