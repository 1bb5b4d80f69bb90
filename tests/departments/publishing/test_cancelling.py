"""A scheduled edition that is cancelled stays what it is, and nothing takes it for law."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from departments.comparison import compare
from departments.models import Cancellation, Edition, Erratum
from departments.publishing.cancelling import CancellationError
from departments.publishing.digests import edition_document, edition_documents
from departments.publishing.publication import PublicationError
from departments.publishing.succession import predecessors
from departments.publishing.verification import faults
from departments.reading.contents import lists_in_force
from departments.reading.refusals import NotPublic
from departments.reading.timeline import timeline
from departments.shown.state import shown_state
from duties.models import Duty
from portal.pages.changes import latest_changes
from tests.atoms import entries
from tests.cancelling import CANCELLED_BY, cancel, in_days, schedule
from tests.databases import drop_triggers, execute
from tests.factories import make_department, make_draft, make_edition, publish

LATER = 20


@pytest.fixture
def first(db):
    return make_edition(make_department("a", "甲局"))


@pytest.fixture
def department(first):
    return first.department


@pytest.fixture
def cancelled(department):
    return cancel(schedule(department))


def faults_but_for_the_decision():
    """What is wrong besides that no review decided the cancellations of these tests."""
    return [fault for fault in faults() if "没有人作出这样的决定" not in fault]


def test_it_keeps_number_text_and_digest(department):
    edition = schedule(department)
    before = Edition.objects.filter(pk=edition.pk).values().get()
    digest = edition_document(edition)["edition"]["digest"]
    cancel(edition)
    assert Edition.objects.filter(pk=edition.pk).values().get() == before
    assert edition_document(edition)["edition"]["digest"] == digest
    assert faults_but_for_the_decision() == []


def test_it_is_never_in_force(first, cancelled):
    for days in (0, 10, LATER):
        day = in_days(days)
        assert list(Edition.objects.in_force(day)) == [first]
        assert list(lists_in_force(day)) == [first]
        assert not cancelled.is_in_force(day)
        assert first.is_in_force(day)
        assert [span.edition for span in timeline("a", day)] == [first]
        assert set(Duty.objects.in_force(day).values_list("edition", flat=True)) == {first.pk}
    assert first.effective_to is None
    assert cancelled.effective_to is None


def test_the_next_edition_takes_the_place_of_the_one_before_it(first, cancelled, department):
    third = schedule(department, "负责别的事项", days=5)
    assert third.number == 3
    assert third.previous_digest == cancelled.digest
    assert Edition.objects.get(pk=first.pk).effective_to == third.effective_from
    assert predecessors([third, first]) == {third: first, first: None}
    assert [span.edition for span in timeline("a", in_days(LATER))] == [third, first]
    assert [(span.successor) for span in timeline("a", in_days(LATER))] == [None, third]
    assert faults_but_for_the_decision() == []


def test_the_day_of_a_next_edition_is_not_held_back_by_it(cancelled, department):
    assert schedule(department, days=1).effective_from == in_days(1)


def test_the_day_of_a_next_edition_is_held_back_by_the_last_that_stands(department):
    cancel(schedule(department, days=10)), schedule(department, days=8)
    with pytest.raises(PublicationError, match="早于第 3 版的施行日期"):
        schedule(department, days=5)


def test_the_list_says_so_outside_its_digest(cancelled, first):
    document = edition_document(cancelled)
    assert document["edition"]["cancelled"] == timezone.localdate().isoformat()
    assert document["edition"]["effective_to"] is None
    assert "cancelled" not in edition_document(first)["edition"]


def test_documents_of_many_editions_cost_the_same(department, first, django_assert_num_queries):
    editions = [cancel(schedule(department, days=days)) for days in (9, 8, 7)]
    for keys in ([first.pk], [first.pk, *(one.pk for one in editions)]):
        some = list(Edition.objects.filter(pk__in=keys).select_related("department"))
        with django_assert_num_queries(12):
            edition_documents(some)


def test_what_has_begun_is_not_cancelled(first):
    with pytest.raises(CancellationError, match="不能再取消"):
        cancel(first)


def test_a_draft_is_not_cancelled(department):
    with pytest.raises(CancellationError, match="没有公布"):
        cancel(make_draft(department))


def test_nothing_is_cancelled_twice(cancelled):
    with pytest.raises(CancellationError, match="已经取消"):
        cancel(cancelled)


def test_editions_are_cancelled_from_the_last_backwards(first, department):
    second, third = schedule(department), schedule(department, "负责别的事项", LATER)
    with pytest.raises(CancellationError, match="请先取消第 3 版"):
        cancel(second)
    cancel(third)
    cancel(second)
    assert list(Edition.objects.uncancelled()) == [first]
    assert faults_but_for_the_decision() == []


def test_a_first_edition_can_be_cancelled(db):
    department = make_department("new", "新局")
    edition = publish(make_draft(department), in_days(3))
    cancel(edition)
    assert department.editions.last_uncancelled() is None
    second = publish(make_draft(department), in_days(5))
    assert (second.number, second.previous_digest) == (2, edition.digest)
    assert predecessors([second]) == {second: None}
    with pytest.raises(NotPublic):
        timeline("new", in_days(4))


@pytest.mark.parametrize("days", [0, -1])
def test_the_database_cancels_nothing_that_has_begun(department, days):
    edition = publish(make_draft(department), in_days(days))
    backdated = edition.effective_from - timedelta(days=1)
    with pytest.raises(IntegrityError, match="later can be cancelled"), transaction.atomic():
        written(edition, backdated)


def test_the_database_cancels_nothing_on_its_own_day(department):
    edition = schedule(department)
    with pytest.raises(IntegrityError, match="later can be cancelled"), transaction.atomic():
        written(edition, edition.effective_from)


def test_the_database_cancels_no_draft(department):
    with pytest.raises(IntegrityError, match="later can be cancelled"), transaction.atomic():
        written(make_draft(department), timezone.localdate())


def test_the_database_cancels_nothing_below_another(department):
    edition, _ = schedule(department), schedule(department, "负责别的事项", LATER)
    with pytest.raises(IntegrityError, match="rests on"), transaction.atomic():
        written(edition, timezone.localdate())


def written(edition, day):
    return Cancellation.objects.create(
        edition=edition,
        cancelled_on=day,
        decision_number=CANCELLED_BY,
        reason="推迟",
        by_name="某人",
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE departments_cancellation SET reason = 'x'",
        "DELETE FROM departments_cancellation",
    ],
)
def test_a_cancellation_stays(cancelled, sql):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(sql)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="只有 SQLite 有 REPLACE")
def test_a_cancellation_is_not_replaced(cancelled):
    columns = "edition_id, cancelled_on, decision_number, reason, by_name, at"
    sql = (
        f"REPLACE INTO departments_cancellation ({columns}) SELECT edition_id, cancelled_on,"
        " decision_number, 'x', by_name, at FROM departments_cancellation"
    )
    with pytest.raises(IntegrityError, match="the edition is cancelled"), transaction.atomic():
        execute(sql)


def test_an_edition_with_a_cancellation_stays(cancelled):
    with pytest.raises(IntegrityError), transaction.atomic():
        execute("DELETE FROM departments_edition WHERE id = %s", [cancelled.pk])


@pytest.mark.parametrize(
    "state",
    [
        lambda department: shown_state(),
        lambda department: shown_state(department.slug),
    ],
)
def test_pages_and_files_that_are_kept_are_made_anew(department, state):
    edition = schedule(department)
    before = state(department)
    cancel(edition)
    assert state(department) != before


def test_pages_that_are_kept_are_made_anew_for_a_note(first):
    before = shown_state()
    first.errata.create(subject="number", wrong="1号", right="2号", by_name="龚公布")
    assert shown_state() != before


class TestOncePastItsDay:
    """The second edition was to be in force by now, and was cancelled; the third is in force."""

    @pytest.fixture
    def editions(self, first, department, monkeypatch):
        second = cancel(schedule(department, "负责没有施行的事项", days=2))
        third = schedule(department, "负责施行的事项", days=3)
        today = in_days(5)
        # The clock of the day, not of the database: nothing is written from here on.
        monkeypatch.setattr(timezone, "localdate", lambda *args: today)
        return first, second, third

    def test_feeds_compare_with_the_edition_before_it(self, editions, client):
        items = entries(client.get("/departments/a/feed/"))
        assert [item["title"].partition("，")[0][-5:] for item in items] == ["第 3 版", "第 1 版"]
        assert "/compare/1/3/" in items[0]["links"]["alternate"]

    def test_the_home_page_tells_of_the_step_that_was_taken(self, editions):
        first, _, third = editions
        changes = latest_changes()
        assert [change.editions for change in changes] == [[third], [first]]
        assert changes[0].address.endswith("/compare/1/3/")

    def test_comparisons_are_of_what_was_in_force(self, editions, client):
        first, _, third = editions
        assert client.get("/departments/a/compare/1/3/").status_code == 200
        assert client.get("/departments/a/compare/2/3/").status_code == 404
        added = [one for one in compare(first, third).groups[0].entries if one.kind == "added"]
        assert [one.heading for one in added] == ["负责施行的事项"]

    def test_an_entry_has_its_wording_since_the_edition_that_brought_it(self, editions, client):
        items = entries(client.get("/duties/feed/"))
        assert {item["summary"].partition("，")[0] for item in items} == {"第 1 版", "第 3 版"}

    def test_entries_of_it_have_no_page(self, editions, client):
        _, second, _ = editions
        code = Duty.objects.get(edition=second, text="负责没有施行的事项").code
        assert client.get(f"/departments/a/duties/{code}/").status_code == 404

    def test_the_api_lists_what_was_in_force(self, editions, client):
        found = client.get("/api/v1/departments/a/editions").json()["results"]
        assert [one["number"] for one in found] == [3, 1]
        assert found[1]["effective_to"] == found[0]["effective_from"]

    def test_it_can_still_be_had_by_its_number(self, editions, client):
        _, second, _ = editions
        for address in ("/api/v1/departments/a/editions/2", "/data/departments/a/editions/2.json"):
            said = client.get(address).json()["edition"]
            assert said["digest"] == second.digest
            assert said["cancelled"] == second.cancellation.cancelled_on.isoformat()

    def test_linked_data_replaces_what_was_in_force(self, editions, client):
        graph = client.get("/data/departments/a/editions/3.jsonld").json()["@graph"]
        (node,) = (one for one in graph if one["@id"].endswith("/editions/3/"))
        assert node["dct:replaces"].endswith("/editions/1/")
        graph = client.get("/data/departments/a/editions/2.jsonld").json()["@graph"]
        (node,) = (one for one in graph if one["@id"].endswith("/editions/2/"))
        assert "dct:temporal" not in node
        assert "已取消" in node["dct:description"]

    def test_the_history_of_the_list_names_it_apart(self, editions, client):
        page = client.get("/departments/a/editions/").content.decode()
        assert "与第 1 版逐条对比" in page
        assert f"已取消（{CANCELLED_BY}）" in page
        assert "没有施行的版本" in page

    def test_its_page_says_that_it_never_came_into_force(self, editions, client):
        page = client.get("/departments/a/editions/2/").content.decode()
        assert "它从来没有施行" in page
        assert f"（{CANCELLED_BY}）" in page
        assert "noindex" in page

    def test_the_list_of_its_day_says_so(self, editions, client):
        _, second, third = editions
        day = second.effective_from
        page = client.get(f"/departments/a/?on={day}").content.decode()
        assert "第 2 版原定" in page
        page = client.get(f"/departments/a/?on={third.effective_from}").content.decode()
        assert "第 2 版原定" not in page

    def test_its_file_of_tables_has_one_more_column(self, editions, client):
        head = client.get("/data/departments/a/editions/2.csv").content.decode("utf-8-sig")
        assert "取消日期" in head.splitlines()[0]
        head = client.get("/data/departments/a/editions/3.csv").content.decode("utf-8-sig")
        assert "取消日期" not in head.splitlines()[0]


def test_a_page_of_the_list_shows_a_note_beside_the_edition(first, client):
    first.errata.create(
        subject=Erratum.Subject.NUMBER, wrong="蒸政〔26〕1号", right="蒸政〔2026〕1号", by_name="龚"
    )
    for address in ("/departments/a/", "/departments/a/editions/", "/departments/a/editions/1/"):
        page = client.get(address).content.decode()
        assert "〔更正：公布文号“蒸政〔26〕1号”应为“蒸政〔2026〕1号”" in page


def test_the_pages_cost_the_same_for_any_number_of_them(
    first, department, client, django_assert_num_queries
):
    for _ in range(2):
        for address, count in {"/departments/a/editions/": 15, "/departments/a/feed/": 4}.items():
            with django_assert_num_queries(count):
                assert client.get(address).status_code == 200
        for days in (9, 8, 7):
            cancel(schedule(department, days=days))
            first.errata.create(subject="other", wrong="甲", right="乙", by_name="龚")


def test_what_was_cancelled_in_arrears_is_named(first):
    drop_triggers()
    first.refresh_from_db()
    written(first, first.effective_from)
    assert any("已经施行的版本不能取消" in fault for fault in faults())


def test_the_admin_says_so(cancelled, admin_client):
    page = admin_client.get(f"/admin/departments/edition/{cancelled.pk}/change/").content.decode()
    assert f"（{CANCELLED_BY}）" in page
    assert "没有施行" in page
