"""The papers on the desk: for whom they are, what they say, and that downloads are noted."""

from html import unescape
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.audit.models import Event
from portal.reviews.workflow import actions
from tests import cast
from tests.admin import count_queries
from tests.cast import signed_in
from tests.factories import add_duty, make_department
from tests.papers import word_text
from tests.reviewing import NUMBER

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OPINIONS = ("reviews:opinion_print", "reviews:opinion_docx")
NOTICES = ("reviews:notice_print", "reviews:notice_docx")


@pytest.fixture
def outsider():
    """An editor of another department, which was not asked."""
    return signed_in(cast.make_editor(make_department("weisheng", "卫生局"), username="other"))


def publish(review, number=NUMBER):
    adjustment = review.approved()
    chosen = [(adjustment, adjustment.version)]
    return actions.publish(review.publisher, chosen, timezone.localdate(), number)


def downloads():
    noted = Event.objects.filter(kind="download").order_by("pk")
    return list(noted.values_list("user_name", "text"))


def test_the_page_and_the_document_say_the_same(review):
    adjustment = review.submitted()
    client = signed_in(review.judges[0])
    page, document = (client.get(reverse(name, args=[adjustment.pk])) for name in OPINIONS)
    shown = unescape(page.text)
    for line in word_text(document.content).splitlines():
        assert line in shown or "据审查记录生成" in line


@pytest.mark.parametrize("name", OPINIONS)
def test_an_opinion_is_for_whoever_may_see_the_adjustment(review, outsider, client, name):
    adjustment = review.opened()
    address = reverse(name, args=[adjustment.pk])
    editor, judge = signed_in(review.editor), signed_in(review.judges[0])
    assert editor.get(address).status_code == 200
    assert judge.get(address).status_code == 404
    assert outsider.get(address).status_code == 404
    assert client.get(address).status_code == 302
    actions.submit(review.editor, adjustment, adjustment.version)
    assert judge.get(address).status_code == 200
    assert outsider.get(address).status_code == 404
    assert editor.post(address).status_code == 405


@pytest.mark.parametrize("name", NOTICES)
def test_a_public_notice_is_for_whoever_may_see_a_part_of_it(review, outsider, client, name):
    address = reverse(name, args=[publish(review).pk])
    for user in (review.editor, review.judges[0], review.publisher):
        assert signed_in(user).get(address).status_code == 200
    assert outsider.get(address).status_code == 404
    assert client.get(address).status_code == 302
    assert signed_in(review.publisher).get(reverse(name, args=[999])).status_code == 404


def test_downloads_are_noted_and_refusals_note_none(review, outsider):
    act = publish(review)
    adjustment = act.adjustments.get()
    client = signed_in(review.publisher)
    for name, pk in ((OPINIONS[1], adjustment.pk), (NOTICES[1], act.pk)):
        address = reverse(name, args=[pk])
        outsider.get(address)
        client.get(address)
    titles = ["清单调整审查意见书", "关于调整衡阳市蒸湘区民政局责任清单的公告"]
    assert downloads() == [(review.publisher.get_full_name(), title) for title in titles]


def test_a_file_bears_a_name_that_every_system_takes(review):
    act = publish(review, number="蒸政办/发:“2026” 1号")
    response = signed_in(review.publisher).get(reverse(NOTICES[1], args=[act.pk]))
    kind, _, name = response["Content-Disposition"].partition("; filename*=utf-8''")
    assert (kind, unquote(name)) == ("attachment", "公告-蒸政办_发_“2026”_1号.docx")


def test_texts_are_escaped(review):
    adjustment = review.opened()
    said = {"reasons": "<script>alert(1)</script>", "basis": "<b>依据</b>"}
    actions.describe(review.editor, adjustment, adjustment.version, **said)
    page = signed_in(review.editor).get(reverse(OPINIONS[0], args=[adjustment.pk]))
    assert "<script>alert" not in page.text
    assert "&lt;b&gt;依据&lt;/b&gt;" in page.text


@pytest.mark.parametrize("name", OPINIONS)
def test_more_changes_take_no_more_queries(review, name):
    one, many = review.opened(), review.opened()
    with actions.editing(review.editor, many) as current:
        for position in range(200, 210):
            add_duty(current.draft, f"职责 {position}", position=position)
    client = signed_in(review.editor)
    counts = [count_queries(client, reverse(name, args=[each.pk])) for each in (one, many)]
    assert counts[0] == counts[1]
