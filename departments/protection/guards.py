"""Rules of the database that a constraint cannot say: tables that only grow, and rules across tables.

A guard is a trigger that refuses a write while its condition holds. It is the same for raw SQL, on
SQLite and PostgreSQL. An app registers its guards when it is ready: ``departments``,
``portal.accounts``, ``portal.accounts.audit``, ``portal.corrections`` and ``portal.reviews`` do.
After each migration those that are missing are put up. What protects published editions is in
``departments.protection.triggers``.
"""

from dataclasses import dataclass, replace

from django.db import connections

#: Stands in a condition for the day that it is in China, of which the databases know UTC only.
TODAY = "<today>"
_TODAY = {
    "sqlite": "date('now', '+8 hours')",
    "postgresql": "(clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date",
}
#: The condition of a guard that refuses every write of its kind.
ALWAYS = "1 = 1"


@dataclass(frozen=True)
class Guard:
    """Refuses ``event`` (INSERT, UPDATE, DELETE) of a row of ``table`` while ``condition`` holds.

    The condition is SQL over NEW and OLD, and TODAY, that both databases understand; the message is
    what the database says. TRUNCATE is an event of PostgreSQL only.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str

    def statements(self, vendor):
        """The SQL that puts the guard up, over an old one if there is one (list of str)."""
        here = replace(self, condition=self.condition.replace(TODAY, _TODAY[vendor]))
        return [*self.removal(vendor), *_CREATION[vendor](here)]

    def removal(self, vendor):
        """The SQL that takes the guard down if it is up (list of str)."""
        on_table = f' ON "{self.table}"' if vendor == "postgresql" else ""
        return [f'DROP TRIGGER IF EXISTS "{self.name}"{on_table}']


def append_only(table):
    """The guards of a table whose rows are written once and stay (list of Guard)."""
    message = f"{table} is append-only"
    return [
        Guard(f"{table}_no_update", table, "UPDATE", ALWAYS, message),
        Guard(f"{table}_no_delete", table, "DELETE", ALWAYS, message),
        # SQLite's OR REPLACE deletes the row in its way without any delete trigger.
        Guard(
            f"{table}_no_replace",
            table,
            "INSERT",
            f'EXISTS (SELECT 1 FROM "{table}" AS kept WHERE kept.id = NEW.id)',
            message,
        ),
        Guard(
            f"{table}_no_truncate",
            table,
            "TRUNCATE",
            f'EXISTS (SELECT 1 FROM "{table}")',
            message,
        ),
    ]


_registered = []


def register(*guards):
    """Have these guards put up in every database."""
    _registered.extend(guard for guard in guards if guard not in _registered)


def registered():
    """All guards of the installed apps (list of Guard)."""
    return list(_registered)


def missing(connection):
    """The guards that should be up in this database and are not (list of Guard)."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return [guard for guard in _fitting(connection.vendor) if guard.name not in present]


def before_migrate(using, plan=(), **kwargs):
    """SQLite cannot rebuild a table that a trigger mentions: take them down for that time."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        _execute(connection, [guard.removal("sqlite") for guard in _registered])


def after_migrate(using, app_config=None, plan=(), **kwargs):
    """Put up what is missing, as far as the tables are there; all anew where migrations ran.

    A guard whose rule has changed has its old name: the migration that comes with it renews it.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    renewing = plan and app_config is not None and app_config.label == "departments"
    wanted = _fitting(connection.vendor) if renewing else missing(connection)
    up = [guard.statements(connection.vendor) for guard in wanted if guard.table in tables]
    _execute(connection, up)


def _fitting(vendor):
    return [one for one in _registered if vendor == "postgresql" or one.event != "TRUNCATE"]


def _execute(connection, groups):
    with connection.cursor() as cursor:
        for statement in (statement for group in groups for statement in group):
            cursor.execute(statement)


def _on_sqlite(guard):
    return [
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"'
        f" WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    ]


def _on_postgresql(guard):
    returned = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.event, "NEW")
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    refuse = f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'integrity_constraint_violation'"
    function = f"""
        CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {guard.condition} THEN {refuse}; END IF;
            RETURN {returned};
        END $$"""
    trigger = (
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"'
        f' FOR EACH {each} EXECUTE FUNCTION "{guard.name}"()'
    )
    return [function, trigger]


_CREATION = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
