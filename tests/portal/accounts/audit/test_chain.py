"""The audit log is append-only and chained: what is tampered with shows."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from departments.models import Department
from portal.accounts.audit import chain, context
from portal.accounts.audit.log import Kind, at_the_end, note
from portal.accounts.audit.models import Event, Head
from tests.cast import make_administrator
from tests.databases import drop_triggers, execute, in_thread, with_many_writers
from tests.factories import make_department, make_edition
from tests.processes import start_python


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
    assert chain.current_head() == {"length": 3, "digest": events[-1].digest}


def test_an_event_costs_three_statements(events, django_assert_num_queries):
    with django_assert_num_queries(3):
        note(Kind.SIGN_OUT)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
@given(
    before=JSON,
    after=JSON,
    text=st.text(),
    name=st.text(max_size=300),
    ago=st.timedeltas(timedelta(0), timedelta(days=5000)),
)
def test_whatever_an_event_holds_the_database_gives_it_back(before, after, text, name, ago):
    event = Event(
        kind=Kind.WRITE,
        text=text,
        subject_name=name,
        before=before,
        after=after,
        at=timezone.now() - ago,
    )
    chain.append(event)
    kept = Event.objects.get(pk=event.pk)
    assert chain.digest_of(kept) == kept.digest
    assert list(chain.faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"a": 1e16, "b": -0.0, "c": 0.1}, {"a": "1e+16", "b": "-0.0", "c": "0.1"}),
        ({"a": float("nan"), "b": Decimal("1.10")}, {"a": "nan", "b": "1.10"}),
        ({1: "一", "1": "二"}, {"1": "二"}),
        (["\0", "\ud800", "汉\u3000字\r\n", "𠀀"], ["␀", "?", "汉\u3000字\r\n", "𠀀"]),
        ([date(2026, 1, 2), None, True, 10**30], ["2026-01-02", None, True, 10**30]),
    ],
)
def test_what_databases_write_their_own_way_is_kept_as_text(value, kept):
    event = note(Kind.WRITE, after=value)
    assert Event.objects.get(pk=event.pk).after == kept
    assert list(chain.faults()) == []


@pytest.mark.django_db
def test_an_address_that_no_address_is_does_not_keep_an_event_out():
    with context.acting(None, "x" * 300):
        assert len(note(Kind.SIGN_IN_FAILED).address) == 45


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET text = 'x'",
        "DELETE FROM audit_event WHERE id = %s",
        "UPDATE audit_head SET length = 2",
        "UPDATE audit_head SET length = length + 1",
        "DELETE FROM audit_head WHERE id = 1 AND %s > 0",
        "INSERT INTO audit_head (id, length, digest) VALUES (1, 0, '')",
    ],
)
def test_the_database_refuses_to_change_or_delete(events, sql):
    with pytest.raises(IntegrityError, match="append-only|only grows"), transaction.atomic():
        execute(sql, [events[0].pk] if "%s" in sql else [])


def copied(event, **changes):
    """A forged row: the columns of an event, some of them changed, as SQL and its parameters."""
    row = Event.objects.filter(pk=event.pk).values().get() | {"id": event.pk + 100} | changes
    row["before"] = row["after"] = None
    columns, places = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
    return f"INSERT INTO audit_event ({columns}) VALUES ({places})", list(row.values())


def test_the_database_refuses_a_second_event_behind_one(events):
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(*copied(events[1], digest="f" * 64))


def test_a_forged_event_at_the_end_is_found(events):
    forged = {"previous_digest": events[-1].digest, "digest": "f" * 64}
    execute(*copied(events[1], **forged))
    found = " ".join(chain.faults())
    assert "与它的摘要不符" in found
    assert "末尾的记录被删去或插入" in found


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


def cut_off(events):
    """Take the last event out, so that the database alone tells nothing of it."""
    drop_triggers()
    execute("DELETE FROM audit_event WHERE id = %s", [events[-1].pk])
    execute("UPDATE audit_head SET length = 2, digest = %s", [events[-2].digest])
    assert list(chain.faults()) == []


def verify(*arguments):
    """What verify_audit prints; raises CommandError with what it complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        raise CommandError(f"{err.getvalue()}{error}") from None
    return out.getvalue()


def test_a_log_cut_off_with_its_head_is_found_by_a_head_kept_elsewhere(events, tmp_path):
    kept = tmp_path / "heads.json"
    kept.write_text(json.dumps({"heads": [], "audit": chain.current_head()}), "utf-8")
    assert "共 3 条" in verify("--head", str(kept))
    written = f"3:{events[-1].digest}"
    assert "共 3 条" in verify("--head", written)
    cut_off(events)
    execute("UPDATE audit_head SET length = 2")
    for head in (str(kept), written):
        with pytest.raises(CommandError, match="存下的链头有 3 条，现存 2 条"):
            verify("--head", head)


def test_a_log_that_was_rewritten_and_grew_is_found_by_a_head_kept_elsewhere(events):
    written = f"3:{events[-1].digest}"
    cut_off(events)
    note(Kind.SIGN_OUT, text="不是这一条")
    note(Kind.SIGN_OUT)
    assert list(chain.faults()) == []
    with pytest.raises(CommandError, match="第 3 条的摘要与存下的链头不符"):
        verify("--head", written)


def test_an_earlier_head_still_stands_in_a_log_that_grew(events):
    earlier = f"1:{events[0].digest}"
    assert "共 3 条" in verify("--head", earlier)


def test_what_is_noted_while_the_log_is_read_is_no_fault(events, monkeypatch):
    digest_of, noted = chain.digest_of, []

    def digest_while_another_writes(event):
        if not noted:
            noted.append("at once, so that this note does not note another")
            note(Kind.SIGN_OUT)
        return digest_of(event)

    monkeypatch.setattr(chain, "digest_of", digest_while_another_writes)
    assert list(chain.faults()) == []
    assert chain.current_head()["length"] == 4


DIGEST = "0123456789abcdef" * 4
FORMLESS = {
    "empty": "",
    "none": '{"heads": []}',
    "list": "[]",
    "short": '{"audit": {"length": 3, "digest": "abc"}}',
    "negative": f'{{"audit": {{"length": -1, "digest": "{DIGEST}"}}}}',
    "text": f'{{"audit": {{"length": "3", "digest": "{DIGEST}"}}}}',
    "empty-digest": '{"audit": {"length": 3, "digest": ""}}',
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMLESS)
def test_a_file_without_a_head_is_named(name, tmp_path):
    path = tmp_path / f"{name}.json"
    path.write_text(FORMLESS[name], "utf-8")
    with pytest.raises(CommandError, match=rf"{name}\.json 中没有审计记录的链头"):
        verify("--head", str(path))


@pytest.mark.parametrize("text", ["3", "3:abc", "x:" + "0" * 64, "3:" + "A" * 64, "没有的文件"])
def test_a_head_that_has_not_its_form_is_named(text):
    with pytest.raises(CommandError, match="应为“条数:摘要”") as refused:
        verify("--head", text)
    assert f"“{text}”" in str(refused.value)


def test_the_command_says_so_and_ends_with_an_error(events):
    assert "共 3 条" in verify()
    drop_triggers()
    execute("UPDATE audit_event SET text = 'x' WHERE id = %s", [events[1].pk])
    with pytest.raises(CommandError, match=rf"第 {events[1].pk} 条"):
        verify()


def test_what_fails_is_not_in_the_log(db):
    with transaction.atomic():
        note(Kind.WRITE)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert list(chain.faults()) == []


@transaction.atomic
def write_and_hide_that_it_was_not_logged():
    make_department()
    with suppress(Error):
        note(Kind.WRITE)
    make_department("second", "又一局")


def test_what_cannot_be_logged_is_not_done(transactional_db, monkeypatch):
    def broken(event):
        raise Error("disk full")

    monkeypatch.setattr(chain, "digest_of", broken)
    with pytest.raises(Error):
        write_and_hide_that_it_was_not_logged()
    assert not Department.objects.exists()


def test_what_waits_for_the_end_is_appended_there_in_order(db, django_assert_num_queries):
    with at_the_end(), django_assert_num_queries(0):
        note(Kind.WRITE, text="一")
        with at_the_end():
            note(Kind.WRITE, text="二")
    assert [event.text for event in Event.objects.order_by("pk")] == ["一", "二"]
    assert list(chain.faults()) == []


@at_the_end()
def note_and_fail():
    note(Kind.WRITE)
    raise ValueError("x")


def test_what_waits_for_the_end_of_a_block_that_fails_is_not_noted(db):
    with pytest.raises(ValueError, match="x"):
        note_and_fail()
    note(Kind.SIGN_OUT)
    assert [event.kind for event in Event.objects.all()] == [Kind.SIGN_OUT]


def test_there_is_one_head(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Head.objects.create(pk=2)


@with_many_writers
def test_many_at_once_make_one_chain(transactional_db):
    with ThreadPoolExecutor(8) as pool:
        for future in [in_thread(pool, lambda: note(Kind.SIGN_IN)) for _ in range(40)]:
            future.result()
    assert chain.current_head()["length"] == 40
    assert list(chain.faults()) == []


APPENDING = """
from portal.accounts.audit.log import Kind, note
from portal.accounts.audit.models import Head
print("ready", flush=True)
while not Head.objects.exists():
    pass
for number in range(30):
    note(Kind.WRITE, text=f"第 {number} 条", after={"n": number})
"""


@with_many_writers
def test_two_processes_at_once_make_one_chain(other_processes):
    appending = [start_python(other_processes, APPENDING) for _ in range(2)]
    assert [process.stdout.readline() for process in appending] == ["ready\n"] * 2
    note(Kind.SIGN_IN)
    assert [process.communicate()[1] for process in appending] == ["", ""]
    assert chain.current_head()["length"] == 61
    assert list(chain.faults()) == []


@with_many_writers
def test_without_the_lock_of_the_head_a_chain_breaks(transactional_db, monkeypatch):
    """The negative control: the database refuses what the lock otherwise prevents."""
    note(Kind.SIGN_IN)
    both_have_read = Barrier(2)

    def read_head():
        head = Head.objects.get(pk=1)
        both_have_read.wait(timeout=60)
        return head

    monkeypatch.setattr(chain, "_locked_head", read_head)
    with ThreadPoolExecutor(2) as pool:
        futures = [in_thread(pool, lambda: note(Kind.SIGN_IN)) for _ in range(2)]
        errors = {type(future.exception()) for future in futures}
    assert errors == {IntegrityError, type(None)}


def test_an_empty_log_beside_published_editions_is_found(db):
    make_edition()
    connection.check_constraints()
    drop_triggers()
    execute("DELETE FROM audit_event")
    execute("DELETE FROM audit_head")
    assert list(chain.faults()) == []
    with pytest.raises(CommandError, match="审计记录是空的，而已经公布了 1 版清单"):
        verify()


def test_an_empty_log_of_an_empty_site_is_whole(db):
    assert "共 0 条" in verify()
