"""The log in the admin: who may read it, how it is searched, read and taken away."""

import csv
import json
import re
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from portal.accounts.audit import chain, context
from portal.accounts.audit.admin import Pages
from portal.accounts.audit.log import Kind, note
from portal.accounts.audit.models import Event, Head
from portal.accounts.permissions import EDITORS
from tests import cast
from tests.admin import count_queries, model_admins, page
from tests.factories import make_department

DOCUMENTATION = settings.BASE_DIR / "docs/audit.md"
LIST = "/admin/audit/event/"
CSV, JSONL = f"{LIST}export.csv", f"{LIST}export.jsonl"
pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return make_department()


@pytest.fixture
def reader():
    """A reviewer, who may read the log."""
    return cast.signed_in(cast.make_reviewer("法制办"))


@pytest.fixture
def events(department):
    editor = cast.make_editor(department)
    with context.acting(editor, "203.0.113.9"):
        return [
            note(Kind.WRITE, department, "修改部门", before={"phone": "1"}, after={"phone": "2"}),
            note(Kind.DOWNLOAD, department, "=1+1"),
            note(Kind.REFUSED, text="POST /review/7/\n您不是民政局的编辑。"),
        ]


def found(client, **query):
    """The events that the list shows (list of keys)."""
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [event.pk for event in response.context["cl"].result_list]


def keys(*events):
    return sorted((event.pk for event in events), reverse=True)


@pytest.mark.parametrize("address", [LIST, CSV, JSONL, f"{LIST}1/change/"])
def test_only_who_may_read_the_log_sees_it(client, stranger, department, address):
    assert client.get(address).status_code == 302
    assert stranger.get(address).status_code == 403
    editor = cast.signed_in(cast.make_editor(department))
    assert editor.get(address).status_code == 403
    assert cast.make_publisher().has_perm("accounts.read_audit")


def test_the_log_is_listed_latest_first(reader, events):
    signed_in = Event.objects.get(kind=Kind.SIGN_IN)
    assert found(reader) == keys(*events, signed_in)
    text = reader.get(LIST).text
    assert "POST /review/7/" in text
    assert "边编辑" in text


def test_nothing_there_changes_the_log(reader, administrator, events):
    for client in (reader, administrator):
        assert client.get(f"{LIST}add/").status_code == 403
        assert client.get(page(Event, "delete", events[0].pk)).status_code == 403
        assert client.post(page(Event, "change", events[0].pk), {"text": "x"}).status_code == 403
        deleting = {"action": "delete_selected", "_selected_action": [events[0].pk], "post": "yes"}
        client.post(LIST, deleting)
    assert Event.objects.filter(pk__in=keys(*events)).count() == 3
    assert list(chain.faults()) == []


def test_it_is_narrowed_by_kind_person_and_record(reader, events, department):
    assert found(reader, kind__exact="write") == keys(events[0])
    assert found(reader, user__id__exact=events[0].user_id) == keys(*events)
    assert found(reader, about="departments.department") == keys(*events[:2])
    assert found(reader, about=f"departments.department:{department.pk}") == keys(*events[:2])
    assert found(reader, about=f"departments.department:{department.pk}0") == []
    assert found(reader, about="departments.dep") == []


def test_a_record_chosen_from_an_event_stays_chosen_in_the_form(reader, events, department):
    text = reader.get(LIST, {"about": f"departments.department:{department.pk}"}).text
    assert f'value="departments.department:{department.pk}" selected' in text
    assert f"部门 {department.pk}" in text


def test_it_is_narrowed_to_days_of_our_time(reader, events):
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    assert set(keys(*events)) <= set(found(reader, since=today, until=today))
    assert found(reader, until=yesterday) == []
    assert set(keys(*events)) <= set(found(reader, since=yesterday))
    assert found(reader, since=today + timedelta(days=1)) == []


def test_filters_keep_one_another(reader, events):
    today = timezone.localdate().isoformat()
    text = reader.get(LIST, {"kind__exact": "write", "since": today, "p": "1"}).text
    assert '<input type="hidden" name="kind__exact" value="write">' in text
    assert f'<input type="hidden" name="since" value="{today}">' in text  # in the other form
    assert '<input type="hidden" name="p"' not in text


@pytest.mark.parametrize(
    "query", [{"since": "gestern"}, {"until": "2026-02-30"}, {"until": "9999-12-31"}, {"x": "1"}]
)
def test_what_cannot_be_read_is_told_not_guessed(reader, events, query):
    assert reader.get(LIST, query).status_code == 302
    response = reader.get(CSV, query, follow=True)
    assert "没有导出" in response.text
    assert not Event.objects.filter(kind=Kind.DOWNLOAD, text__startswith="导出").exists()


def test_it_is_searched_by_name_record_text_and_address(reader, events):
    assert found(reader, q="边编辑") == keys(*events)
    assert found(reader, q="民政局 修改") == keys(events[0])
    assert found(reader, q="不是民政局的编辑") == keys(events[2])
    assert found(reader, q="203.0.113.9") == keys(*events)
    assert found(reader, q=events[1].digest) == keys(events[1])


def test_an_event_is_shown_with_before_and_after_side_by_side(reader, events):
    response = reader.get(page(Event, "change", events[0].pk))
    text = response.text
    assert "联系电话" in text
    assert "<del>" in text
    assert "<ins>" in text
    assert events[0].digest in text
    assert f"?about={events[0].subject.replace(':', '%3A')}" in text
    assert f"?user__id__exact={events[0].user_id}" in text


def test_what_was_typed_is_shown_as_typed(reader, department):
    event = note(
        Kind.WRITE, department, "<b>x</b>", before={"<i>": "<u>一</u>"}, after={"<i>": "<u>二</u>"}
    )
    text = reader.get(page(Event, "change", event.pk)).text
    assert not [tag for tag in ("<b>x", "<u>", "<i>") if tag in text]


def test_an_event_about_what_is_no_longer_known_is_shown(reader):
    event = note(Kind.WRITE, before={"a": [1, {"b": None}]}, after=["x"])
    Event.objects.bulk_create(
        [Event(kind="write", subject="gone.model:1", digest="f" * 64, previous_digest="e" * 64)]
    )
    for key in (event.pk, Event.objects.get(digest="f" * 64).pk):
        assert reader.get(page(Event, "change", key)).status_code == 200


def body(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def test_the_chosen_events_are_taken_away_as_a_table(reader, events):
    text = body(reader.get(CSV, {"user__id__exact": events[0].user_id}))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text[1:])))
    assert [int(row["编号"]) for row in rows] == [event.pk for event in events]
    assert rows[0]["之前"] == '{"phone": "1"}'
    assert rows[0]["类别"] == "写入"
    assert rows[1]["内容"] == "'=1+1"  # no formula
    assert rows[2]["摘要"] == events[2].digest


def test_that_the_log_was_taken_away_is_in_the_log(reader, events):
    body(reader.get(JSONL, {"kind__exact": "write"}))
    event = Event.objects.latest("pk")
    assert (event.kind, event.user_name) == (Kind.DOWNLOAD, "沈审查")
    assert event.text == "导出审计记录（jsonl）：kind__exact=write"


def verified(tmp_path, text):
    """What the script of the documentation says of an export (its output or complaint)."""
    (tmp_path / "audit.jsonl").write_text(text, "utf-8", newline="")
    (script,) = re.findall(
        r"```python\n(import hashlib.*?)```", DOCUMENTATION.read_text("utf-8"), re.S
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, "audit.jsonl"],
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    return (done.stdout + done.stderr).strip()


def test_a_script_outside_recomputes_the_whole_log(reader, events, tmp_path):
    note(Kind.WRITE, text="\u2028换行\r\n\u0085", after={"比重": 0.1, "日": timezone.now()})
    text = body(reader.get(JSONL))
    head = chain.current_head()
    assert verified(tmp_path, text) == f"相符：{head['length']} 条，最后的摘要 {head['digest']}"
    assert "第 2 行：内容与摘要不符" in verified(tmp_path, text.replace("修改部门", "修改别的"))
    first, _, *rest = text.splitlines(keepends=True)
    assert "第 2 行：与上一行不相连" in verified(tmp_path, "".join([first, *rest]))


def test_what_happens_while_it_is_written_is_not_in_the_file(reader, events):
    response = reader.get(JSONL)
    note(Kind.SIGN_OUT, text="zu spät")
    lines = [json.loads(line) for line in body(response).splitlines()]
    assert len(lines) == Event.objects.count() - 1
    assert lines[-1]["text"] == "导出审计记录（jsonl）：全部"


def make_many(count):
    """So many events at once, as they would have come one by one."""
    chain.append(*(Event(kind=Kind.SIGN_IN, text=f"第 {n} 条") for n in range(count)))


def test_query_counts(reader, events):
    pages = [LIST, f"{LIST}?kind__exact=write&q=部门", page(Event, "change", events[0].pk)]
    few = [count_queries(reader, one) for one in pages]
    make_many(200)
    assert [count_queries(reader, one) for one in pages] == few
    assert few == [7, 7, 6]


def test_the_whole_log_is_not_counted_and_a_part_not_without_end(monkeypatch):
    make_many(12)
    monkeypatch.setattr(Pages, "most_counted", 5)
    assert Pages(Event.objects.all(), 50).count == 12
    assert Pages(Event.objects.filter(kind=Kind.SIGN_IN), 50).count == 5
    assert Pages(Event.objects.filter(kind=Kind.WRITE), 50).count == 0


def test_the_list_says_when_it_shows_only_the_latest(reader, monkeypatch):
    make_many(12)
    monkeypatch.setattr(Pages, "most_counted", 5)
    assert "只列出最近的 5 条" in reader.get(LIST, {"kind__exact": "sign_in"}).text
    assert "只列出最近的" not in reader.get(LIST).text


def test_the_log_is_offered_in_the_admin_to_who_may_read_it(reader, department):
    assert LIST in reader.get("/admin/").text
    assert LIST not in cast.signed_in(cast.make_editor(department)).get("/admin/").text
    request = RequestFactory().get("/")
    request.user = cast.join(cast.make_stranger(), EDITORS)
    assert not model_admins()[Event].has_module_permission(request)
    assert Head not in model_admins()
