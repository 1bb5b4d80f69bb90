"""The databases refuse raw SQL against published editions, and keep the record of maintenances."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState
from django.utils import timezone

from departments.models import Edition, Maintenance
from departments.protection import triggers
from departments.protection.immutability import record_models
from duties.models import WorkItem
from tests.admin import stored
from tests.databases import drop_triggers, execute, refused_by_the_database
from tests.factories import make_department, publish
from tests.records import record_of, text_column, whole_draft, whole_edition

sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite 才有的语句")
postgresql_only = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL 才有的语句"
)


@pytest.fixture
def edition(db):
    return whole_edition()


@pytest.fixture
def draft(edition):
    return whole_draft(edition.department)


def table(model):
    return f'"{model._meta.db_table}"'


def quoted_text_column(record):
    return f'"{text_column(type(record))}"'


def update(record):
    column = quoted_text_column(record)
    return f"UPDATE {table(record)} SET {column} = '改过的' WHERE id = {record.pk}"


def touch(record):
    """An update that changes nothing is a write too."""
    column = quoted_text_column(record)
    return f"UPDATE {table(record)} SET {column} = {column} WHERE id = {record.pk}"


def delete(record):
    return f"DELETE FROM {table(record)} WHERE id = {record.pk}"


def insert_a_copy(record):
    return _copy(record, "INSERT", id=record.pk + 1000)


def _copy(record, verb, **changes):
    """A row like the record's, at a free place, written with INSERT or one of its kin."""
    free = {"position": "position + 100", "code": "'X-9999'"}
    free |= {"number": "number + 100"} if isinstance(record, Edition) else {}
    changes = free | changes
    columns = [f'"{field.column}"' for field in record._meta.concrete_fields]
    values = [str(changes.get(column.strip('"'), column)) for column in columns]
    return (
        f"{verb} INTO {table(record)} ({', '.join(columns)})"
        f" SELECT {', '.join(values)} FROM {table(record)} WHERE id = {record.pk}"
    )


@pytest.mark.parametrize("statement", [update, touch, delete, insert_a_copy])
def test_raw_sql_is_refused(edition, statement):
    before = stored(edition)
    for model in record_models():
        with refused_by_the_database():
            execute(statement(record_of(model, edition)))
    assert stored(edition) == before


@pytest.mark.parametrize("statement", [update, touch, delete, insert_a_copy])
def test_raw_sql_on_a_draft_is_allowed(draft, statement):
    for model in reversed(record_models()):  # rows before their entries, the edition last
        assert execute(statement(record_of(model, draft))) == 1


def owner_column(model):
    return f'"{model._meta.get_field(model.edition_path.split("__")[0]).column}"'


def owner_key(record):
    return getattr(record, record._meta.get_field(record.edition_path.split("__")[0]).attname)


PARTS = [model for model in record_models() if model is not Edition]


@pytest.mark.parametrize("direction", ["in", "out"])
def test_raw_sql_moves_nothing_into_or_out_of_a_published_edition(edition, draft, direction):
    before = stored(edition), stored(draft)
    for model in PARTS:
        ours, theirs = record_of(model, edition), record_of(model, draft)
        moved, target = (theirs, ours) if direction == "in" else (ours, theirs)
        with refused_by_the_database():
            execute(
                f"UPDATE {table(model)} SET position = 101, {owner_column(model)} = %s"
                " WHERE id = %s",
                [owner_key(target), moved.pk],
            )
    assert (stored(edition), stored(draft)) == before


def test_raw_sql_inserts_no_published_edition(draft):
    values = {
        "state": "'published'",
        "number": "2",
        "effective_from": "'2025-01-01'",
        "published_at": "'2025-01-01 00:00:00+00:00'",
        "digest": "'f'",
        "previous_digest": "'f'",
        "record_digest": "'f'",
        "id": "4711",
    }
    with refused_by_the_database():
        execute(_copy(draft, "INSERT", **values))


@sqlite_only
def test_replacing_a_published_record_by_that_of_a_draft_is_refused(edition, draft):
    before = stored(edition)
    for model in record_models():
        ours, theirs = record_of(model, edition), record_of(model, draft)
        for statement in (
            _copy(theirs, "INSERT OR REPLACE", id=ours.pk),
            _copy(theirs, "REPLACE", id=ours.pk),
            f"UPDATE OR REPLACE {table(model)} SET id = {ours.pk} WHERE id = {theirs.pk}",
        ):
            with refused_by_the_database():
                execute(statement)
    assert stored(edition) == before


def test_an_upsert_onto_a_published_record_is_refused(edition, draft):
    before = stored(edition)
    for model in record_models():
        ours, theirs = record_of(model, edition), record_of(model, draft)
        column = quoted_text_column(ours)
        with refused_by_the_database():
            execute(
                _copy(theirs, "INSERT", id=ours.pk)
                + f" ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}"
            )
    assert stored(edition) == before


def truncate(name):
    connection.check_constraints()  # PostgreSQL does not truncate before it has checked these
    execute(f"TRUNCATE {name} CASCADE")


@postgresql_only
@pytest.mark.parametrize("model", record_models())
def test_truncate_is_refused(edition, model):
    with refused_by_the_database():
        truncate(table(model))


@postgresql_only
def test_truncating_the_departments_is_refused_with_their_lists(edition):
    with refused_by_the_database():
        truncate("departments_department")


@postgresql_only
def test_truncate_is_allowed_where_nothing_is_published(db):
    whole_draft()
    truncate("departments_edition")
    assert not WorkItem.objects.exists()


def test_maintenance_lets_a_correction_through_and_keeps_who_and_why(edition):
    item = record_of(WorkItem, edition)
    with triggers.maintenance("导入时漏一字，按原文更正", "高管理") as record:
        for model in record_models():
            assert execute(update(record_of(model, edition))) == 1
    item.refresh_from_db()
    assert item.note == "改过的"
    kept = Maintenance.objects.get()
    assert (kept.reason, kept.operator) == ("导入时漏一字，按原文更正", "高管理")
    assert kept.opened_at <= kept.closed_at == record.closed_at


def test_after_maintenance_the_triggers_stand_again(edition):
    with triggers.maintenance("更正", "高管理"):
        pass
    with refused_by_the_database():
        execute(update(edition))


def test_a_maintenance_that_fails_leaves_neither_a_change_nor_a_record(edition):
    def correct():
        with triggers.maintenance("更正", "高管理"):
            execute(update(edition))
            raise ZeroDivisionError

    before = stored(edition)
    with pytest.raises(ZeroDivisionError):
        correct()
    assert stored(edition) == before
    assert not Maintenance.objects.exists()
    with refused_by_the_database():
        execute(update(edition))


@pytest.mark.parametrize(("reason", "operator"), [("", "高管理"), ("更正", " "), (" ", "")])
def test_maintenance_needs_a_reason_and_an_operator(db, reason, operator):
    with pytest.raises(ValueError, match="reason"), triggers.maintenance(reason, operator):
        pass
    assert not Maintenance.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE departments_maintenance SET reason = '别的'",
        "UPDATE departments_maintenance SET operator = '别人'",
        "UPDATE departments_maintenance SET opened_at = closed_at, closed_at = opened_at",
        "UPDATE departments_maintenance SET closed_at = NULL",
        "UPDATE departments_maintenance SET id = id + 1",
        "DELETE FROM departments_maintenance",
        pytest.param("TRUNCATE departments_maintenance", marks=postgresql_only),
        pytest.param(
            "REPLACE INTO departments_maintenance (id, reason, operator, opened_at)"
            " SELECT id, '别的', operator, opened_at FROM departments_maintenance",
            marks=sqlite_only,
        ),
    ],
)
def test_the_record_of_a_maintenance_is_append_only(db, statement):
    with triggers.maintenance("更正", "高管理"):
        pass
    before = Maintenance.objects.values().get()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(statement)
    assert Maintenance.objects.values().get() == before


@pytest.mark.parametrize("column", ["reason", "operator", "opened_at", "id"])
def test_a_maintenance_is_closed_once_and_nothing_else_of_it_changes(db, column):
    record = Maintenance.objects.create(reason="更正", operator="高管理")
    other = {"opened_at": timezone.now() - timedelta(days=1), "id": record.pk + 1}
    value = other.get(column, "别的")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(f"UPDATE departments_maintenance SET {column} = %s", [value])
    assert execute("UPDATE departments_maintenance SET closed_at = %s", [timezone.now()]) == 1
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute("UPDATE departments_maintenance SET closed_at = %s", [timezone.now()])


@postgresql_only  # SQLite has one writer at a time
def test_maintenance_in_one_transaction_opens_nothing_for_another(transactional_db):
    edition = whole_edition()
    other = connection.copy()
    try:
        with (
            triggers.maintenance("更正", "高管理"),
            pytest.raises(IntegrityError, match=triggers.REFUSAL),
            other.cursor() as cursor,
        ):
            cursor.execute(update(edition))
    finally:
        other.close()


def test_every_trigger_that_is_dropped_is_missed_by_name(db):
    assert triggers.missing(connection) == []
    drop_triggers()
    missing = triggers.missing(connection)
    for model in record_models():
        assert any(model._meta.db_table in name for name in missing)
    assert any("maintenance" in name for name in missing)


@postgresql_only
def test_a_disabled_trigger_is_missed(db):
    execute("ALTER TABLE duties_duty DISABLE TRIGGER USER")
    assert triggers.missing(connection) == [
        "published_duties_duty_truncate",
        "published_duties_duty_write",
    ]


def test_migrating_puts_missing_triggers_back(transactional_db):
    drop_triggers()
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


@pytest.mark.parametrize("operation", [triggers.ProtectPublished, triggers.LiftProtection])
def test_operations_run_backwards_and_forwards_with_published_editions(transactional_db, operation):
    edition = whole_edition()
    before = stored(edition)
    _run(operation("Duty", "WorkItem"), backwards=operation is triggers.ProtectPublished)
    assert [name for name in triggers.missing(connection) if "_duties_duty_" in name]
    _run(operation("Duty", "WorkItem"), backwards=operation is triggers.LiftProtection)
    assert triggers.missing(connection) == []
    assert stored(edition) == before


def _run(operation, *, backwards):
    state = ProjectState.from_apps(apps)
    run = operation.database_backwards if backwards else operation.database_forwards
    with connection.schema_editor() as editor:
        run("duties", editor, state, state)


def test_going_back_over_the_columns_of_published_editions_is_refused(transactional_db):
    edition = whole_edition()
    before = stored(edition)
    with pytest.raises(CommandError, match="duties"):
        call_command("migrate", "duties", "0002", verbosity=0)
    assert triggers.missing(connection) == []
    assert stored(edition) == before


def test_a_table_is_rebuilt_under_the_triggers_and_keeps_them(transactional_db):
    """What a migration does that alters a field: on SQLite the table is made anew."""
    edition = publish(whole_draft(make_department("nongban", "农村工作办公室")))
    before = stored(edition)
    field = WorkItem._meta.get_field("note")
    changed = field.clone()
    changed.set_attributes_from_name("note")
    changed.model, changed.db_default = WorkItem, "无"
    triggers.before_migrate("default", plan=["0003"])
    with connection.schema_editor() as editor:
        editor.alter_field(WorkItem, field, changed)
        editor.alter_field(WorkItem, changed, field)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
    assert stored(edition) == before
    with refused_by_the_database():
        execute(update(record_of(WorkItem, edition)))
