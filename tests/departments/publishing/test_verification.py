"""Whatever is changed behind Django's back, verify_editions names the edition."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from departments.models import Edition, Maintenance, Proof
from departments.protection import triggers
from departments.protection.immutability import record_models
from departments.publishing.digests import document_digest, edition_document, record_digest
from departments.publishing.verification import faults
from duties.models import WorkItem
from tests.databases import drop_triggers, execute
from tests.factories import (
    SECOND_DAY,
    make_department,
    make_draft,
    make_edition,
    make_source,
    publish,
)
from tests.records import record_of, whole_draft, whole_edition

PARTS = [model for model in record_models() if model is not Edition]
NAMED = "衡阳市蒸湘区 民政局（minzheng）第 2 版"


@pytest.fixture
def edition(db):
    """A second edition in a database whose triggers are gone."""
    edition = publish(whole_draft(make_edition(entries=0).department), SECOND_DAY)
    connection.check_constraints()  # PostgreSQL alters no table before it has checked these
    drop_triggers()
    return edition


def faults_of_editions():
    """What is wrong beside the triggers."""
    return [fault for fault in faults() if "触发器" not in fault]


def table(model):
    return f'"{model._meta.db_table}"'


def other_value(field, record):
    """Another value that a column of its kind may hold."""
    value = getattr(record, field.attname)
    if isinstance(field, models.JSONField):
        return '["另一块牌子"]'
    if isinstance(field, models.DateField):  # dates with times are dates too
        return "2031-05-06"
    if isinstance(field, models.ForeignKey):
        return field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True)[0]
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1000
    return "改"


def columns(model):
    """Every column, but the state: constraints tie that to the others."""
    return [field for field in model._meta.concrete_fields if not field.choices]


def make_other_owners():
    """A draft of another department to which any record could be moved: its places are free."""
    draft = whole_draft(make_department("weisheng", "卫生局"))
    for model in PARTS:
        moved = {"position": 50} | ({"code": "X-0050"} if hasattr(model, "code") else {})
        model.objects.filter(**{model.lookup_to_edition("pk"): draft.pk}).update(**moved)


@pytest.mark.parametrize("model", record_models())
def test_a_change_of_any_column_is_found(edition, model):
    make_source()
    make_other_owners()
    record = record_of(model, edition)
    for field in columns(model):
        with transaction.atomic():
            value = other_value(field, record)
            sql = f'UPDATE {table(model)} SET "{field.column}" = %s WHERE id = %s'
            assert execute(sql, [value, record.pk]) == 1
            assert faults_of_editions(), f"{model.__name__}.{field.name}"
            transaction.set_rollback(True)
    assert faults_of_editions() == []


@pytest.mark.parametrize("model", PARTS)
def test_a_record_taken_out_or_put_in_is_found(edition, model):
    record = record_of(model, edition)
    with transaction.atomic():
        execute(f"DELETE FROM {table(model)} WHERE id = %s", [record.pk])
        assert any(NAMED in fault for fault in faults_of_editions())
        transaction.set_rollback(True)
    record.pk, record.position = None, 9
    record.code = "X-9999"
    record.save_base(force_insert=True)
    assert any(NAMED in fault for fault in faults_of_editions())


def test_one_byte_changed_is_enough(edition):
    item = record_of(WorkItem, edition)
    execute("UPDATE duties_workitem SET text = %s WHERE id = %s", [item.text + " ", item.pk])
    (fault,) = faults_of_editions()
    assert fault == f"{NAMED}：内容与公布时的摘要不符，公布后被改动。"


def test_a_column_that_the_public_does_not_see_is_told_apart(edition):
    execute("UPDATE departments_edition SET title = 'x' WHERE id = %s", [edition.pk])
    (fault,) = faults_of_editions()
    assert fault == f"{NAMED}：存档字段与公布时的存档摘要不符，公布后被改动。"


def test_the_command_names_the_edition_and_fails(edition, capsys):
    execute("UPDATE duties_workitem SET text = '改过的'")
    with pytest.raises(CommandError, match="核对未通过：") as failure:
        call_command("verify_editions")
    assert failure.value.returncode == 1
    assert f"{NAMED}：内容与公布时的摘要不符" in capsys.readouterr().err


def test_the_command_passes_what_is_as_it_was(db, capsys):
    first = whole_edition()
    publish(whole_draft(first.department), SECOND_DAY)
    make_draft(make_department("weisheng", "卫生局"))
    call_command("verify_editions")
    assert "核对通过：2 个已公布版本与公布时一致" in capsys.readouterr().out


def test_missing_triggers_are_named_and_fail(edition, capsys):
    with pytest.raises(CommandError):
        call_command("verify_editions")
    errors = capsys.readouterr().err
    for name in triggers.missing(connection):
        assert f"数据库触发器 {name} 缺失或停用" in errors


def test_a_maintenance_left_open_is_named(db):
    whole_edition()
    Maintenance.objects.create(reason="忘了关", operator="高管理")
    (fault,) = faults()
    assert "高管理" in fault
    assert "忘了关" in fault


@pytest.fixture
def chain(db):
    """Three editions of one department in a database whose triggers are gone."""
    editions = [make_edition()]
    for _ in range(2):
        editions.append(publish(make_draft(editions[0].department), SECOND_DAY))
    connection.check_constraints()
    drop_triggers()
    return editions


def erase(edition):
    Proof.objects.filter(edition=edition).delete()
    for model in reversed(record_models()):
        records = model._base_manager.filter(**{model.lookup_to_edition("pk"): edition.pk})
        records._raw_delete("default")  # noqa: SLF001


@pytest.mark.parametrize(("erased", "named"), [(0, "第 2 版"), (1, "第 3 版")])
def test_a_deleted_edition_is_found_by_the_next(chain, erased, named):
    erase(chain[erased])
    found = faults_of_editions()
    assert any(f"{named}：版次应为第" in fault for fault in found)
    assert any(f"{named}：所记上一版摘要与上一版不符" in fault for fault in found)


def test_a_broken_link_is_found(chain):
    execute(
        "UPDATE departments_edition SET previous_digest = %s WHERE id = %s",
        ["f" * 64, chain[1].pk],
    )
    assert any("第 2 版：所记上一版摘要" in fault for fault in faults_of_editions())


def test_a_forger_who_renews_the_digests_breaks_the_chain(chain):
    forged = chain[1]
    execute("UPDATE departments_edition SET list_type = 'x' WHERE id = %s", [forged.pk])
    forged.refresh_from_db()
    forged.digest = document_digest(edition_document(forged))
    forged.record_digest = record_digest(forged)
    execute(
        "UPDATE departments_edition SET digest = %s, record_digest = %s WHERE id = %s",
        [forged.digest, forged.record_digest, forged.pk],
    )
    proof, link = faults_of_editions()
    assert "第 2 版：公布凭据所记的摘要与这一版不符" in proof
    assert "第 3 版：所记上一版摘要与上一版不符" in link


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL 不收这样的值")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE duties_workitem SET text = CAST(x'e58f97e7ff' AS TEXT)",
        "UPDATE departments_edition SET title = CAST(x'ff' AS TEXT) WHERE number = 2",
        "UPDATE departments_edition SET effective_from = '2024-13-45' WHERE number = 2",
        "UPDATE departments_edition SET effective_from = 'never' WHERE number = 2",
        "UPDATE departments_edition SET published_at = '2024-13-45 00:00:00' WHERE number = 2",
        "UPDATE duties_workitem SET source_line = 'x'",
    ],
)
def test_bytes_that_cannot_be_read_are_a_fault_of_their_edition(edition, statement):
    execute(statement)
    assert [fault for fault in faults_of_editions() if fault.startswith(NAMED)]
