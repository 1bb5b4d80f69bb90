"""The audit log is append-only and chained: what is tampered with shows."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portal.accounts.audit import chain, context
from portal.accounts.audit.log import Kind, note
from portal.accounts.audit.models import Event, Head
from tests.cast import make_administrator
from tests.databases import drop_triggers, execute, in_thread, with_many_writers
from tests.factories import make_department


@pytest.fixture
def events(db):
    user = make_administrator()
    department = make_department()
    with context.acting(user, "203.0.113.9"):
        return [
            note(Kind.WRITE, department, "改了电话", before={"phone": ""}, after={"phone": "1"}),
            note(Kind.DOWNLOAD, department),
            note(Kind.SIGN_OUT),
        ]


def test_an_event_says_who_what_and_from_where(events):
    event = Event.objects.get(pk=events[0].pk)
    assert (event.user_name, event.address) == ("高管理", "203.0.113.9")
    assert event.subject.startswith("departments.department:")
    assert event.subject_name == "民政局"
    assert event.after == {"phone": "1"}


def test_outside_a_request_nobody_in_particular_acts(db):
    assert note(Kind.SIGN_IN_FAILED, text="某人").user is None


def test_each_event_holds_the_digest_of_the_one_before(events):
    assert [event.previous_digest for event in events] == ["", events[0].digest, events[1].digest]
    assert list(chain.faults()) == []
    assert Head.objects.get().digest == events[-1].digest


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_event SET text = 'x'", "DELETE FROM audit_event WHERE id = %s"]
)
def test_the_database_refuses_to_change_or_delete(events, sql):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(sql, [events[0].pk] if "%s" in sql else [])


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE audit_event SET text = 'x' WHERE id = %s", "与它的摘要不符"),
        ("UPDATE audit_event SET user_name = 'x' WHERE id = %s", "与它的摘要不符"),
        ("UPDATE audit_event SET address = '' WHERE id = %s", "与它的摘要不符"),
        ("DELETE FROM audit_event WHERE id = %s", "与上一条不相连"),
    ],
)
def test_what_gets_round_the_database_is_found(events, sql, sentence):
    drop_triggers()
    execute(sql, [events[0].pk])
    assert any(sentence in fault for fault in chain.faults())


def test_a_log_cut_off_at_its_end_is_found(events):
    drop_triggers()
    execute("DELETE FROM audit_event WHERE id = %s", [events[-1].pk])
    assert [fault for fault in chain.faults() if "末尾的记录" in fault]


def test_the_command_says_so_and_ends_with_an_error(events):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "共 3 条" in out.getvalue()
    drop_triggers()
    execute("UPDATE audit_event SET text = 'x' WHERE id = %s", [events[1].pk])
    err = StringIO()
    with pytest.raises(CommandError, match="不符"):
        call_command("verify_audit", stderr=err)
    assert f"第 {events[1].pk} 条" in err.getvalue()


def test_what_fails_is_not_in_the_log(db):
    with transaction.atomic():
        note(Kind.WRITE)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert list(chain.faults()) == []


def test_there_is_one_head(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Head.objects.create(pk=2)


@with_many_writers
def test_many_at_once_make_one_chain(transactional_db):
    with ThreadPoolExecutor(8) as pool:
        for future in [in_thread(pool, lambda: note(Kind.SIGN_IN)) for _ in range(40)]:
            future.result()
    assert Head.objects.get().length == 40
    assert list(chain.faults()) == []
