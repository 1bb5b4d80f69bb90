"""The triggers by which every write of what is shown gives its district another version.

They hold for raw SQL too, on SQLite and PostgreSQL. On PostgreSQL many write at once, and a row
that all must update would be a lock taken in the middle of any transaction, in any order with the
locks on departments, applications and the audit log. So nobody waits: who finds the rows of a
district locked adds another one (``DistrictVersion``).
"""

from django.db import connections

from ..models.versions import DistrictVersion, new_version
from .declaration import MIDNIGHT, declared

PREFIX = "shown_"
_MIDNIGHT = {
    "sqlite": "datetime('now', '+8 hours', 'start of day', '-8 hours')",
    "postgresql": (
        "(date_trunc('day', clock_timestamp() AT TIME ZONE 'Asia/Shanghai')"
        " AT TIME ZONE 'Asia/Shanghai')"
    ),
}
_TABLE = "departments_districtversion"


def missing(connection):
    """Names of the triggers that should be in this database and are not (sorted list)."""
    expected = {name for one in declared() for name in _names(connection.vendor, one)}
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(expected - {name for (name,) in cursor.fetchall()})


def before_migrate(using, plan=(), **kwargs):
    """SQLite cannot rebuild a table that a trigger mentions: take the triggers out for that time."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        _execute(connection, [sql for one in declared() for sql in _removal("sqlite", one)])


def after_migrate(using, app_config=None, plan=(), **kwargs):
    """Put up what is missing; all anew where migrations ran, which may have changed anything."""
    if app_config is None or app_config.label != "departments":
        return
    connection = connections[using]
    tables = {one.model._meta.db_table for one in declared()} | {_TABLE}
    if not tables <= set(connection.introspection.table_names()):
        return
    if plan or missing(connection):
        _execute(connection, statements(connection.vendor))
        for row in DistrictVersion.objects.using(using):
            DistrictVersion.objects.using(using).filter(pk=row.pk).update(version=new_version())


def statements(vendor):
    """The SQL that puts all triggers up, over old ones (list of str)."""
    create = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[vendor]
    common = [_RAISE] if vendor == "postgresql" else []
    each = [sql for one in declared() for sql in [*_removal(vendor, one), *create(one)]]
    return [*common, *(sql.replace(MIDNIGHT, _MIDNIGHT[vendor]) for sql in each)]


def _removal(vendor, shown):
    on_table = f' ON "{shown.model._meta.db_table}"' if vendor == "postgresql" else ""
    return [f'DROP TRIGGER IF EXISTS "{name}"{on_table}' for name in _names(vendor, shown)]


def _names(vendor, shown):
    last = {"sqlite": "replace", "postgresql": "truncate"}[vendor]
    table = shown.model._meta.db_table
    return [f"{PREFIX}{table}_{event}" for event in ("insert", "update", "delete", last)]


def _execute(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _raise_on_sqlite(district, condition="1 = 1"):
    anew = "lower(hex(randomblob(16)))"
    return (
        f"UPDATE {_TABLE} SET version = {anew} WHERE district_id IS {district} AND {condition};"
        f" INSERT INTO {_TABLE} (district_id, version) SELECT {district}, {anew} WHERE {condition}"
        f" AND NOT EXISTS (SELECT 1 FROM {_TABLE} WHERE district_id IS {district});"
    )


def _on_sqlite(shown):
    table = shown.model._meta.db_table
    for event, rows in {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}.items():
        raised = (_raise_on_sqlite(shown.district_of(row), shown.condition(row)) for row in rows)
        # A condition, so that it costs nothing where no row is shown.
        when = " OR ".join(f"({shown.condition(row)})" for row in rows)
        yield (
            f'CREATE TRIGGER "{PREFIX}{table}_{event}" AFTER {event.upper()} ON "{table}"'
            f" WHEN {when} BEGIN {' '.join(raised)} END"
        )
    # OR REPLACE deletes the row in its way without any delete trigger.
    yield (
        f'CREATE TRIGGER "{PREFIX}{table}_replace" BEFORE INSERT ON "{table}"'
        f' WHEN EXISTS (SELECT 1 FROM "{table}" AS kept WHERE kept.id = NEW.id)'
        f" BEGIN {_raise_on_sqlite('NULL')} END"
    )


#: Another version for a district (NULL: everywhere), without waiting for anybody.
_RAISE = f"""
    CREATE OR REPLACE FUNCTION raise_district_version(raised bigint) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE free bigint;
    BEGIN
        SELECT id INTO free FROM {_TABLE} WHERE district_id IS NOT DISTINCT FROM raised
            ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
        IF FOUND THEN
            UPDATE {_TABLE} SET version = gen_random_uuid()::text WHERE id = free;
        ELSE
            INSERT INTO {_TABLE} (district_id, version) VALUES (raised, gen_random_uuid()::text);
        END IF;
    END $$"""


def _on_postgresql(shown):
    table = shown.model._meta.db_table
    function = f"{PREFIX}{table}"

    def raise_for(rows):
        return (
            f"PERFORM raise_district_version(district) FROM (SELECT DISTINCT"
            f" ({shown.district_of('changed')})::bigint AS district FROM {rows} AS changed"
            f" WHERE {shown.condition('changed')}) AS touched;"
        )

    # Once for a statement, however many rows it writes.
    yield f"""
        CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN PERFORM raise_district_version(NULL); RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN {raise_for("before_it")} END IF;
            IF TG_OP <> 'DELETE' THEN {raise_for("after_it")} END IF;
            RETURN NULL;
        END $$"""
    tables = {
        "insert": "REFERENCING NEW TABLE AS after_it",
        "update": "REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it",
        "delete": "REFERENCING OLD TABLE AS before_it",
        "truncate": "",
    }
    for event, rows in tables.items():
        yield (
            f'CREATE TRIGGER "{function}_{event}" AFTER {event.upper()} ON "{table}" {rows}'
            f' FOR EACH STATEMENT EXECUTE FUNCTION "{function}"()'
        )
