"""No edition is published without its proof, and no proof is made of nothing, changed or lost."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from departments.models import Edition, Maintenance, Proof
from departments.protection import guards
from departments.protection.triggers import maintenance
from departments.publishing.digests import document_digest, edition_document
from departments.publishing.proofs import digest_of, of_maintenance
from departments.publishing.publication import publish_edition
from departments.publishing.verification import faults
from portal.accounts.audit.models import Event
from tests.databases import drop_triggers, execute
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    fill,
    first_proof,
    make_department,
    make_draft,
    make_edition,
    publish,
)


@contextmanager
def refused(sentence):
    """The database must refuse the block."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        yield


@pytest.fixture
def edition(db):
    return make_edition()


@pytest.fixture
def draft(edition):
    """What a department whose list is published would have next."""
    return fill(make_draft(edition.department))


def insert_proof(edition, kind, **values):
    """A proof as SQL would write it (returns the Proof, which is as its digest says)."""
    proof = Proof(
        edition=edition,
        kind=kind,
        edition_digest=edition.digest or "0" * 64,
        at=timezone.now(),
        **values,
    )
    proof.digest = digest_of(proof)
    proof.save()
    return proof


def test_an_edition_is_published_with_its_proof(edition):
    proof = edition.proof
    assert (proof.kind, proof.edition_digest) == (Proof.Kind.FIRST, edition.digest)
    assert proof.digest == digest_of(Proof.objects.get())
    assert proof.at == edition.published_at
    assert list(faults()) == []


def test_the_log_holds_the_digest_of_the_proof(edition):
    event = Event.objects.get(subject=f"departments.proof:{edition.proof.pk}")
    assert event.after["digest"] == edition.proof.digest
    assert event.text == "首次公布第 1 版"


def sealed_by_hand(draft):
    """The columns that make a draft look published, right to the digest."""
    draft.number, draft.state = draft.department.editions.published().count() + 1, "published"
    draft.effective_from, draft.published_at = SECOND_DAY, timezone.now()
    draft.previous_digest = draft.department.editions.published().get().digest
    draft.digest = document_digest(edition_document(draft))
    names = ("state", "number", "effective_from", "published_at", "previous_digest", "digest")
    return {name: getattr(draft, name) for name in names} | {"record_digest": "0" * 64}


def publish_by_sql(draft):
    columns = sealed_by_hand(draft)
    sets = ", ".join(f'"{name}" = %s' for name in columns)
    execute(
        f"UPDATE departments_edition SET {sets} WHERE id = %s",
        [*columns.values(), draft.pk],
    )


def test_sql_publishes_no_edition_without_a_proof(draft):
    with refused("with its proof only"):
        publish_by_sql(draft)
    with refused("with its proof only"), maintenance("改", "某人"):
        publish_by_sql(draft)
    assert Edition.objects.published().count() == 1


def test_a_proof_of_another_text_lets_nothing_in(draft):
    with refused("with its proof only"), maintenance("改", "某人") as record:
        proof = of_maintenance(record)
        insert_proof(draft, proof.kind, content=proof.content)
        publish_by_sql(draft)


def test_an_edition_that_got_in_without_a_proof_is_named(draft):
    connection.check_constraints()
    drop_triggers()
    publish_by_sql(draft)
    assert any("第 2 版：没有公布凭据" in fault for fault in faults())


def test_the_shell_publishes_no_second_edition_as_a_first_one(draft):
    with refused("only the first edition"):
        publish_edition(draft, SECOND_DAY, first_proof())


def test_no_proof_is_carried_over_any_more(draft):
    for kind in ("carried", "whatever"):
        with refused("not made any more"):
            publish_edition(draft, SECOND_DAY, Proof(kind=kind))


def test_a_published_edition_gets_no_proof_afterwards(edition):
    drop_triggers()
    Proof.objects.all().delete()
    restore_guards()
    for kind in ("first", "act"):
        with refused("about to be published|no review|only the first"):
            insert_proof(edition, kind)


def restore_guards():
    connection.check_constraints()
    guards.after_migrate("default")


def test_a_maintenance_brings_an_edition_in_and_says_so(draft):
    with maintenance("补登遗漏的一版，见法制办〔2026〕3号", "高管理") as record:
        edition = publish_edition(draft, SECOND_DAY, of_maintenance(record))
    assert edition.proof.content["operator"] == "高管理"
    assert list(faults()) == []


def test_without_a_maintenance_there_is_no_proof_of_one(draft):
    with maintenance("改", "某人") as record:
        pass
    with refused("there is no maintenance"):
        publish_edition(draft, SECOND_DAY, of_maintenance(record))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE departments_proof SET kind = 'act'",
        "UPDATE departments_proof SET content = '{}'",
        "UPDATE departments_proof SET digest = edition_digest",
        "DELETE FROM departments_proof",
    ],
)
def test_a_proof_is_written_once_and_kept_also_within_a_maintenance(edition, sql):
    with refused("append-only"):
        execute(sql)
    with refused("append-only"), maintenance("改", "某人"):
        execute(sql)


def test_a_last_edition_is_not_erased_through_a_maintenance(transactional_db):
    edition = make_edition(entries=0)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        maintenance("误公布，撤下", "某人"),
    ):
        execute("DELETE FROM departments_edition WHERE id = %s", [edition.pk])
    assert Edition.objects.published().get() == edition


def test_a_last_edition_that_was_erased_with_its_proof_is_named(edition):
    last = publish(make_draft(edition.department), SECOND_DAY)
    connection.check_constraints()
    drop_triggers()
    execute("DELETE FROM departments_proof WHERE edition_id = %s", [last.pk])
    execute("DELETE FROM departments_edition WHERE id = %s", [last.pk])
    restore_guards()
    assert any("公布凭据已不在库中：民政局 第 2 版" in fault for fault in faults())


def faults_beside_triggers():
    return [fault for fault in faults() if "触发器" not in fault]


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("kind", "maintenance", "与它的摘要不符"),
        ("content", '{"by": "别人"}', "与它的摘要不符"),
        ("is_emergency", True, "没有写明应急公布的理由"),
        ("edition_digest", "f" * 64, "凭据是另一版的"),
        ("at", "2020-01-01 00:00:00+00:00", "与它的摘要不符"),
        ("digest", "f" * 64, "与它的摘要不符"),
        ("kind", "carried", "在审计记录中没有"),
    ],
)
def test_a_proof_that_was_changed_is_named(edition, column, value, sentence):
    connection.check_constraints()
    drop_triggers()
    execute(f"UPDATE departments_proof SET {column} = %s", [value])
    if sentence.startswith("在审计"):  # the forger renews the digest as well
        proof = Proof.objects.get()
        execute("UPDATE departments_proof SET digest = %s", [digest_of(proof)])
    assert any("第 1 版" in one and sentence in one for one in faults_beside_triggers())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL 不收这样的值")
@pytest.mark.parametrize("value", ["[]", "never"])
def test_a_proof_that_cannot_be_read_is_named(edition, value):
    drop_triggers()
    column = "at" if value == "never" else "content"
    execute(f"UPDATE departments_proof SET {column} = %s", [value])
    assert any("凭据" in fault or "第 1 版" in fault for fault in faults_beside_triggers())


def test_a_proof_of_no_edition_is_named(draft):
    drop_triggers()
    insert_proof(draft, "first", content={"by": "某人"})
    assert any("所指的清单版本不在库中，或者没有公布" in one for one in faults_beside_triggers())


def test_a_maintenance_notes_itself_in_the_log(db):
    with maintenance("更正错字", "高管理") as record:
        pass
    event = Event.objects.get(subject=f"departments.maintenance:{record.pk}")
    assert event.after == {"operator": "高管理", "reason": "更正错字"}
    assert list(faults()) == []


def test_a_closed_maintenance_that_the_log_does_not_explain_is_named(edition):
    """As SQL opens and closes one."""
    Maintenance.objects.create(reason="更正", operator="某人", closed_at=timezone.now())
    (fault,) = faults()
    assert "某人：更正”在审计记录中没有" in fault


def test_a_maintenance_that_says_what_the_log_does_not_is_named(db):
    with maintenance("更正错字", "高管理"):
        pass
    drop_triggers()
    execute("UPDATE departments_maintenance SET reason = '别的'")
    assert any("高管理：别的”在审计记录中没有" in fault for fault in faults_beside_triggers())


def test_a_proof_that_the_log_does_not_hold_is_named(edition):
    other = make_edition(make_department("weisheng", "卫生局"), effective_from=FIRST_DAY)
    connection.check_constraints()
    drop_triggers()
    execute("DELETE FROM audit_event WHERE subject = %s", [f"departments.proof:{other.proof.pk}"])
    assert any(
        "卫生局 第 1 版（首次公布）的公布凭据在审计记录中没有" in one
        for one in faults_beside_triggers()
    )
