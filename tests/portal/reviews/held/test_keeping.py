"""What is typed and not saved: kept for its user and its window, and gone when it is saved."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews.held.keeping import ALIVE
from portal.reviews.held.tickets import holder_of, ticket_of
from portal.reviews.models import HeldForm
from portal.reviews.refusals import Incomplete
from portal.reviews.workflow import actions
from tests import cast
from tests.admin import count_queries, stored
from tests.factories import make_department
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.drafting.workbench import address, as_sent
from tests.portal.reviews.held.windows import asked, keep, open_form
from tests.reviewing import SAID, fresh

LEFT = {"left": "1"}
#: Queries of keeping what is typed, of asking for it, of the list of it, and of the draft's page.
KEEPING, ASKING, LISTED, OVERVIEW = 18, 3, 7, 27


@pytest.fixture
def bench(db):
    return Workbench()


@pytest.fixture
def url(bench):
    return address("entry", bench.pk, "duties", "D-0001")


def test_what_is_typed_is_kept_beside_the_draft(bench, url):
    before, events = stored(bench.draft), Event.objects.count()
    version = fresh(bench.adjustment).version
    rows = {"items-text": ["行一", "行二"]}
    assert keep(bench.client, url, text="打了一半", **rows).json()["colleagues"] == []
    assert (stored(bench.draft), Event.objects.count()) == (before, events)
    assert fresh(bench.adjustment).version == version
    (held,) = asked(bench.client, url)
    assert held["typed"] == {"text": ["打了一半"], "items-text": ["行一", "行二"]}
    assert held["elsewhere"]


def test_each_window_keeps_its_own(bench, url):
    keep(bench.client, url, "one", text="甲")
    keep(bench.client, url, "two", text="乙")
    open_form(bench.client, url, "three")
    assert [held["typed"]["text"] for held in asked(bench.client, url)] == [["乙"], ["甲"]]


def test_a_window_goes_on_from_what_another_left(bench, url):
    keep(bench.client, url, "one", text="甲", around=LEFT)
    assert not asked(bench.client, url)[0]["elsewhere"]
    keep(bench.client, url, "two", text="甲乙", around={"instead": "one"})
    (held,) = asked(bench.client, url)
    assert (held["page"], held["typed"]["text"]) == ("two", ["甲乙"])


def test_what_a_closed_window_says_once_more_is_not_kept_twice(bench, url):
    keep(bench.client, url, "two", text="甲")
    keep(bench.client, url, "one", text="甲", around=LEFT)
    assert [held["page"] for held in asked(bench.client, url)] == ["two"]


def test_a_window_that_says_nothing_more_is_taken_for_closed(bench, url):
    keep(bench.client, url, text="甲")
    HeldForm.objects.update(alive_at=timezone.now() - 2 * ALIVE)
    assert not asked(bench.client, url)[0]["elsewhere"]


def test_what_was_taken_back_is_not_held(bench, url):
    keep(bench.client, url, text="甲")
    open_form(bench.client, url)
    assert asked(bench.client, url) == []


@pytest.mark.parametrize("name", ["entry", "application", "prose"])
def test_what_is_saved_is_no_longer_held_and_what_is_refused_is(bench, name):
    parts = ["duties", "D-0001"] if name == "entry" else []
    form = address(name, bench.pk, *parts)
    for page, changes, status, left in (
        ("good", SAID | {"text": "新的文字", "title": "新的标题"}, 302, 0),
        ("bad", {"text": "", "kind": "first", "title": "长" * 50_001}, 400, 1),
    ):
        keep(bench.client, form, page, reasons="打了一半")
        sent = as_sent(bench.client.get(form), **changes, **{"held-page": page})
        assert bench.client.post(form, sent).status_code == status
        assert HeldForm.objects.count() == left


def test_other_windows_keep_what_they_have_when_one_is_saved(bench, url):
    keep(bench.client, url, "one", text="甲")
    keep(bench.client, url, "two", text="乙")
    bench.client.post(url, as_sent(bench.client.get(url), text="甲", **{"held-page": "one"}))
    assert [held["page"] for held in asked(bench.client, url)] == ["two"]


def test_what_one_types_is_nobody_elses_to_see(bench, url):
    keep(bench.client, url, text="甲")
    held = HeldForm.objects.get()
    assert asked(bench.other_client, url) == []
    for method in ("get", "post"):
        one = getattr(bench.other_client, method)(reverse("reviews:typed_one", args=[held.pk]))
        assert one.status_code == 404
    assert "D-0001" not in bench.other_client.get(reverse("reviews:typed")).text


def test_it_is_listed_with_the_way_to_its_form_and_thrown_away_on_its_page(bench, url):
    keep(bench.client, url, text="打了一半")
    listed = bench.client.get(reverse("reviews:typed")).text
    assert f"第 {bench.pk} 号：部门职责 D-0001" in listed
    assert url in listed
    one = reverse("reviews:typed_one", args=[HeldForm.objects.get().pk])
    assert "打了一半" in bench.client.get(one).text
    bench.client.post(one)
    assert not HeldForm.objects.exists()


def test_what_is_typed_in_a_draft_that_was_closed_meanwhile_is_kept(bench, url):
    now = fresh(bench.adjustment)
    actions.withdraw(bench.editor, now, now.version)
    assert keep(bench.client, url, text="打了一半").status_code == 200
    assert url in bench.client.get(reverse("reviews:typed")).text


def test_ones_own_unsaved_text_stops_submission_and_a_colleagues_is_told(bench, url):
    now = fresh(bench.adjustment)
    actions.describe(bench.editor, now, now.version, **SAID)
    keep(bench.other_client, url, text="同事打了一半")
    keep(bench.client, address("section", bench.pk, "services"), code=["P-0002", "P-0001"])
    keep(bench.client, reverse("reviews:comment", args=[bench.pk]), text="意见写了一半")
    now = fresh(bench.adjustment)
    with pytest.raises(Incomplete, match="您还有文字没有保存：公共服务事项 次序。"):
        actions.submit(bench.editor, now, now.version)
    step = bench.client.get(reverse("reviews:step", args=[bench.pk, "submit"]))
    assert "童编辑（部门职责 D-0001）" in step.text
    HeldForm.objects.filter(user=bench.editor, part="section").delete()
    actions.submit(bench.editor, now, now.version)
    assert url in bench.other_client.get(reverse("reviews:typed")).text


def test_a_colleague_who_has_the_same_open_is_named(bench, url):
    open_form(bench.other_client, url)
    assert "童编辑也打开了这一处" in bench.client.get(url).text
    assert open_form(bench.client, url).json()["colleagues"] == ["童编辑"]
    assert "童编辑" not in bench.client.get(address("entry", bench.pk, "duties", "D-0002")).text
    HeldForm.objects.update(alive_at=timezone.now() - 2 * ALIVE)
    assert bench.client.get(url).context["colleagues"] == []


def test_two_new_entries_are_not_the_same(bench):
    for client in (bench.client, bench.other_client):
        answer = keep(client, address("entry_add", bench.pk, "duties"), text="新的")
        assert answer.json()["colleagues"] == []


@pytest.mark.parametrize(
    "form",
    [
        "/departments/",
        "/no/such/page/",
        "/admin/reviews/adjustment/999/application/",
        "/admin/reviews/adjustment/{pk}/a-section-that-no-list-ever-had/add/",
        "/admin/reviews/adjustment/{pk}/duties/D-00000000000001/",
        "/review/{pk}/comments/?code=" + "x" * 300,
        "",
    ],
)
def test_where_no_form_is_nothing_is_kept(bench, form):
    assert keep(bench.client, form.format(pk=bench.pk), text="甲").status_code == 404
    assert not HeldForm.objects.exists()


def test_whose_form_it_is_not_keeps_nothing_in_it(bench, url):
    elsewhere = cast.make_editor(make_department("jiaoyu", "教育局"), username="wai")
    assert keep(cast.signed_in(elsewhere), url, text="甲").status_code == 404
    another = keep(bench.client, url, around={"user": bench.colleague.pk}, text="甲")
    assert another.status_code == 403
    assert not HeldForm.objects.exists()


def test_passwords_and_what_no_database_keeps_are_left_out(bench, url):
    keep(bench.client, url, text="甲\0乙", password1="geheim")
    assert HeldForm.objects.get().typed == {"text": ["甲乙"]}


def test_whose_session_has_ended_is_told_where_to_sign_in(client):
    for name, send in (("typed_ask", client.get), ("typed_keep", client.post)):
        answer = send(reverse(f"reviews:{name}"))
        assert answer.status_code == 401
        assert reverse("account_login") in answer.json()["sign_in"]


@pytest.mark.parametrize("windows", [1, 20])
def test_queries_do_not_grow_with_what_is_held(bench, url, windows, django_assert_num_queries):
    for n in range(windows):
        keep(bench.client, url, f"window-{n}", text="甲")
    with django_assert_num_queries(KEEPING):
        keep(bench.client, url, "window-0", text="甲乙")
    with django_assert_num_queries(ASKING):
        asked(bench.client, url)
    for name, most in (("typed", LISTED), ("change", OVERVIEW)):
        page = reverse("reviews:typed") if name == "typed" else address("change", bench.pk)
        assert count_queries(bench.client, page) <= most


class TestSentInVain:
    """What is sent when the session has ended, or with a token that is good no more."""

    def test_it_is_held_and_shown_after_the_sign_in(self, bench, url):
        sent = as_sent(bench.client.get(url), text="打了一半")
        answer = Client().post(url, sent)
        held = HeldForm.objects.get()
        page = reverse("reviews:typed_one", args=[held.pk])
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
        assert quote(page, safe="") in answer.url
        assert bench.entry(Duty).text != "打了一半"
        shown = cast.signed_in(bench.editor).get(page)
        assert "打了一半" in shown.text
        again = as_sent(shown)
        assert bench.client.post(held.sent_to, again).status_code == 302
        assert bench.entry(Duty).text == "打了一半"
        assert not HeldForm.objects.exists()

    def test_a_token_that_is_good_no_more_loses_nothing(self, bench, url):
        sent = as_sent(bench.client.get(url), text="打了一半")
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(bench.editor)
        answer = strict.post(url, sent)
        assert answer.url == reverse("reviews:typed_one", args=[HeldForm.objects.get().pk])
        assert bench.entry(Duty).text != "打了一半"

    def test_without_a_good_ticket_nothing_is_held(self, bench, url):
        sent = as_sent(bench.client.get(url), text="打了一半")
        for ticket in ("", "x", ticket_of(bench.editor)[:-1]):
            assert Client().post(url, sent | {"held-by": ticket}).status_code == 302
            strict = Client(enforce_csrf_checks=True)
            assert strict.post(url, sent | {"held-by": ticket}).status_code == 403
        assert not HeldForm.objects.exists()

    def test_a_ticket_is_void_after_another_password_and_for_who_may_not_sign_in(self, bench):
        ticket = ticket_of(bench.editor)
        assert holder_of(ticket) == bench.editor
        bench.editor.is_active = False
        bench.editor.save()
        assert holder_of(ticket) is None
        bench.editor.is_active = True
        bench.editor.set_password("another")
        bench.editor.save()
        assert holder_of(ticket) is None
