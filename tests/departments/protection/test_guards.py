"""Rules that the database keeps whoever writes: guards."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from departments.protection import guards
from tests.databases import drop_triggers, execute
from tests.factories import make_department

TABLE = "departments_formerslug"
GUARDS = guards.append_only(TABLE)


@pytest.fixture
def kept(db):
    """A table whose rows only grow, with one row in it (gives its key)."""
    department = make_department()
    former = department.former_slugs.create(slug="former")
    for guard in GUARDS:
        for statement in guard.statements(connection.vendor):
            if guard.event != "TRUNCATE" or connection.vendor == "postgresql":
                execute(statement)
    return former.pk


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {TABLE} SET slug = 'other' WHERE id = %s",
        f"DELETE FROM {TABLE} WHERE id = %s",
    ],
)
def test_a_row_of_an_append_only_table_stays_as_it_is(kept, sql):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(sql, [kept])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="只有 SQLite 有 REPLACE")
def test_a_row_cannot_be_replaced(kept):
    sql = (
        f"REPLACE INTO {TABLE} (id, slug, department_id) SELECT id, 'x', department_id FROM {TABLE}"
    )
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(sql)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="只有 PostgreSQL 有 TRUNCATE")
def test_the_table_cannot_be_emptied_at_once(kept):
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(f"TRUNCATE {TABLE}")


def test_further_rows_may_come(kept):
    sql = f"INSERT INTO {TABLE} (slug, department_id) SELECT 'next', department_id FROM {TABLE}"
    assert execute(sql) == 1


def test_every_registered_guard_is_up_after_the_migrations(db):
    assert guards.registered()
    assert guards.missing(connection) == []


def test_a_guard_that_is_gone_comes_back_with_the_next_migration(db):
    drop_triggers()
    assert guards.missing(connection)
    guards.after_migrate("default")
    assert guards.missing(connection) == []


def test_migrating_again_leaves_every_guard_up(transactional_db):
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []
