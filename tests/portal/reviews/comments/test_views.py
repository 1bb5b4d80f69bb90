"""Remarks on the pages of the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.reviews.comments import actions as comments
from portal.reviews.comments import threads
from portal.reviews.models import Comment
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import make_department
from tests.reviewing import fresh

pytestmark = pytest.mark.one_database

SAID = "请核对这一条的依据。"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def submitted(review):
    return review.submitted()


@pytest.fixture
def address(submitted):
    return reverse("reviews:comment", args=[submitted.pk])


def page_of(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_remark_is_made_answered_and_closed(review, submitted, address):
    judge, editor = cast.signed_in(review.judges[0]), cast.signed_in(review.editor)
    place = {"section": "duties", "code": "D-0001", "field": "items.text"}
    response = judge.post(address, {"text": SAID, **place})
    begun = Comment.objects.get()
    assert response["Location"] == f"/review/{submitted.pk}/#comment-{begun.pk}"
    editor.post(reverse("reviews:answer", args=[begun.pk]), {"text": "依据是条例第四条。"})
    judge.post(reverse("reviews:resolve", args=[begun.pk]))
    page = page_of(editor, address, section="duties", code="D-0001")
    for shown in (SAID, "沈审查", "具体工作事项", "依据是条例第四条。", "边编辑", "已办结"):
        assert shown in page


def test_the_page_of_an_entry_shows_what_the_draft_makes_of_it(review, submitted, address):
    added = submitted.draft.duty_set.order_by("position").last()
    page = page_of(cast.signed_in(review.judges[0]), address, section="duties", code=added.code)
    assert "负责城乡低保对象的年度核查" in page
    assert "新增" in page


def test_there_is_no_page_of_what_is_not_in_the_list(review, address):
    judge = cast.signed_in(review.judges[0])
    for query in ("?section=duties&code=D-9999", "?section=nothing", "?section=duties&code=%00"):
        assert judge.get(address + query).status_code == 404


def test_texts_are_escaped(review, submitted, address):
    judge = cast.signed_in(review.judges[0])
    judge.post(address, {"text": HOSTILE})
    judge.post(reverse("reviews:answer", args=[Comment.objects.get().pk]), {"text": HOSTILE})
    assert HOSTILE not in page_of(judge, address)


def test_a_refused_remark_comes_back_with_its_text(review, submitted, address):
    judge = cast.signed_in(review.judges[0])
    text = "长" * 3000
    response = judge.post(address, {"text": text, "section": "duties", "code": "D-0001"})
    assert response.status_code == 400
    assert "请缩短到" in response.content.decode()
    assert text in response.content.decode()
    for code in ("D-9999", "D-0001\x00"):
        response = judge.post(address, {"text": SAID, "section": "duties", "code": code})
        assert response.status_code == 400
        assert SAID in response.content.decode()


def test_who_only_reads_is_refused_and_keeps_what_was_typed(review, submitted, address):
    begun = comments.add(review.judges[0], submitted, SAID)
    other = make_department("weisheng", "卫生局")
    actions.ask_opinion(review.editor, submitted, submitted.version, other)
    asked = cast.signed_in(cast.make_editor(other, username="asked"))
    assert SAID in page_of(asked, address)
    assert "<textarea" not in page_of(asked, address)
    for name, pk in (("comment", submitted.pk), ("answer", begun.pk), ("resolve", begun.pk)):
        response = asked.post(reverse(f"reviews:{name}", args=[pk]), {"text": "我的话"})
        assert response.status_code == 403
        assert ("我的话" in response.content.decode()) == (name != "resolve")
    assert Comment.objects.count() == 1


def test_the_button_to_close_a_remark_is_for_who_may(review, submitted, address):
    begun = comments.add(review.judges[0], submitted, SAID)
    button = f'action="{reverse("reviews:resolve", args=[begun.pk])}"'
    assert button in page_of(cast.signed_in(review.judges[1]), address)
    editor = cast.signed_in(review.editor)
    assert button not in page_of(editor, address)
    response = editor.post(reverse("reviews:resolve", args=[begun.pk]))
    assert response.status_code == 403
    begun.refresh_from_db()
    assert begun.resolved_at is None


def test_a_remark_that_came_too_late_comes_back_with_its_text(review, submitted, address):
    begun = comments.add(review.judges[0], submitted, SAID)
    comments.resolve(review.judges[0], begun)
    editor = cast.signed_in(review.editor)
    response = editor.post(reverse("reviews:answer", args=[begun.pk]), {"text": "我的话"})
    assert response.status_code == 409
    assert "已经办结" in response.content.decode()
    assert "我的话" in response.content.decode()
    actions.reject(review.judges[0], submitted, submitted.version, "不再调整。")
    response = editor.post(address, {"text": "我的话"})
    assert response.status_code == 409
    assert "我的话" in response.content.decode()


def test_who_does_not_see_the_adjustment_finds_nothing(review, submitted, address):
    begun = comments.add(review.judges[0], submitted, SAID)
    other = cast.make_editor(make_department("weisheng", "卫生局"), username="other")
    client = cast.signed_in(other)
    assert client.get(address).status_code == 404
    for name, pk in (("comment", submitted.pk), ("answer", begun.pk), ("resolve", begun.pk)):
        assert client.post(reverse(f"reviews:{name}", args=[pk]), {"text": "x"}).status_code == 404


def test_an_answer_is_not_answered(review, submitted):
    begun = comments.add(review.judges[0], submitted, SAID)
    answer = comments.answer(review.editor, begun, "见附件。")
    client = cast.signed_in(review.judges[0])
    for name in ("answer", "resolve"):
        response = client.post(reverse(f"reviews:{name}", args=[answer.pk]), {"text": "x"})
        assert response.status_code == 404


def test_visitors_are_led_to_the_sign_in(client, review, submitted, address):
    for sent in (client.get(address), client.post(address, {"text": SAID})):
        assert sent.status_code == 302
        assert "/login/" in sent["Location"]
    assert not Comment.objects.exists()


def test_all_that_was_said_is_read_in_the_same_queries(review, submitted):
    counts = []
    for code in ("D-0001", "D-0002", "D-0001"):
        begun = comments.add(review.judges[0], submitted, SAID, "duties", code)
        comments.answer(review.editor, begun, "见附件。")
        comments.resolve(review.judges[0], begun)
        with CaptureQueriesContext(connection) as queries:
            talk = threads.talk_of(fresh(submitted), fresh_user(review.judges[0]))
            closed_by = {str(one.comment.resolved_by) for one in talk.at("duties", code).threads}
        assert closed_by == {"沈审查"}
        counts.append(len(queries))
    assert len(set(counts)) == 1


def fresh_user(user):
    """The user as a request finds them, with nothing looked up yet."""
    return type(user).objects.get(pk=user.pk)


def test_what_is_still_open_is_listed(review, submitted):
    closed, begun = (comments.add(review.judges[0], submitted, text) for text in ("一", "二"))
    comments.resolve(review.judges[0], closed)
    talk = threads.talk_of(submitted, review.judges[0])
    assert [thread.comment for thread in talk.unresolved] == [begun]
    assert talk.newest == begun.pk
    assert talk.at().unresolved
    comments.resolve(review.judges[0], begun)
    assert not threads.talk_of(submitted, review.judges[0]).at().unresolved


def test_what_was_said_of_an_entry_outlives_it(review):
    draft = review.opened()
    entry = draft.draft.duty_set.order_by("position").last()
    said = comments.add(review.editor, draft, "这一条还要不要？", "duties", entry.code)
    comments.add(review.editor, draft, SAID, "duties", "D-0001")
    with actions.editing(review.editor, draft):
        entry.delete()
    (gone,) = threads.talk_of(draft, review.editor).elsewhere({("duties", "D-0001")})
    assert [thread.comment for thread in gone.threads] == [said]
    place = {"section": "duties", "code": entry.code}
    address = reverse("reviews:comment", args=[draft.pk])
    assert "这一条还要不要？" in page_of(cast.signed_in(review.editor), address, **place)
