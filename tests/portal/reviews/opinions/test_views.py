"""Opinions on the pages of the desk: asked for, answered, and how they stand."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from boundaries.models import Party
from portal.reviews.models import Opinion
from portal.reviews.opinions.status import standing_of
from portal.reviews.workflow import actions
from tests import cast
from tests.databases import execute
from tests.days import today
from tests.factories import add_matter, fill, make_department, make_draft, publish
from tests.reviewing import Review, fresh

PARTIES = (
    {"name": "区民政局", "responsibility": "牵头。"},
    {"name": "区卫生局", "responsibility": "指导医疗机构。"},
)


@pytest.fixture
def review(db):
    """民政局, whose list shares a matter with 卫生局, which has an editor of its own."""
    review = Review()
    review.other = make_department("weisheng", "卫生局")
    review.other_editor = cast.make_editor(review.other, username="other", display_name="魏编辑")
    draft = fill(make_draft(review.department))
    add_matter(draft, "社会养老服务", parties=PARTIES, position=50)
    publish(draft, today())
    return review


def submit(review, text="负责医养结合。", adjustment=None):
    """An adjustment that changes what the shared matter says of 卫生局, handed in."""
    adjustment = adjustment or review.opened()
    with actions.editing(review.editor, adjustment) as current:
        party = Party.objects.filter(matter__edition=current.draft, name="区卫生局")
        party.update(responsibility=text)
    actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
    return fresh(adjustment)


@pytest.fixture
def submitted(review):
    return submit(review)


@pytest.fixture
def opinion(submitted):
    return submitted.opinions.get()


def page_of(opinion):
    return reverse("reviews:opinion", args=[opinion.pk])


def ask(adjustment):
    return reverse("reviews:ask", args=[adjustment.pk])


def test_the_asked_department_sees_what_is_said_of_it_and_confirms(review, submitted, opinion):
    client = cast.signed_in(review.other_editor)
    page = client.get(page_of(opinion)).content.decode()
    for shown in ("社会养老服务", "指导医疗机构", "负责医养结合", "上位法有变化。"):
        assert shown in page
    response = client.post(page_of(opinion), {"reply": "agree", "text": ""})
    assert response["Location"] == f"/review/{submitted.pk}/#opinions"
    assert [one.words for one in standing_of(submitted).asked] == ["已确认"]


def test_an_objection_needs_reasons_and_is_shown(review, submitted, opinion):
    client = cast.signed_in(review.other_editor)
    response = client.post(page_of(opinion), {"reply": "object", "text": " "})
    assert response.status_code == 400
    assert "请说明理由" in response.content.decode()
    assert 'value="object" required checked' in response.content.decode()
    client.post(page_of(opinion), {"reply": "object", "text": "<b>属民政局职责。</b>"})
    page = cast.signed_in(review.judges[0]).get(page_of(opinion)).content.decode()
    assert "不同意" in page
    assert "&lt;b&gt;属民政局职责。" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "我的话"}, "请选择同意或者不同意"),
        ({"reply": "maybe", "text": "我的话"}, "请选择同意或者不同意"),
        ({"reply": "agree", "text": "我的话" * 1000}, "请缩短到"),
    ],
)
def test_an_incomplete_answer_comes_back(review, opinion, sent, sentence):
    response = cast.signed_in(review.other_editor).post(page_of(opinion), sent)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert sent["text"] in response.content.decode()
    opinion.refresh_from_db()
    assert opinion.answer == ""


def test_an_opinion_is_given_once(review, opinion):
    client = cast.signed_in(review.other_editor)
    client.post(page_of(opinion), {"reply": "agree"})
    response = client.post(page_of(opinion), {"reply": "object", "text": "又不同意了"})
    assert response.status_code == 409
    assert "已经答复过" in response.content.decode()
    assert "又不同意了" in response.content.decode()
    opinion.refresh_from_db()
    assert opinion.answer == "agree"


def test_who_sees_it_and_is_not_asked_does_not_answer(review, submitted, opinion):
    for user in (review.editor, review.judges[0], review.publisher):
        client = cast.signed_in(user)
        assert 'name="reply"' not in client.get(page_of(opinion)).content.decode()
        response = client.post(page_of(opinion), {"reply": "agree", "text": "我的话"})
        assert response.status_code == 403
        assert "我的话" in response.content.decode()
    opinion.refresh_from_db()
    assert opinion.answer == ""


def test_who_does_not_see_the_adjustment_finds_nothing(review, submitted, opinion, client):
    third = cast.make_editor(make_department("jiaoyu", "教育局"), username="third")
    stranger = cast.signed_in(third)
    for address in (page_of(opinion), ask(submitted)):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"reply": "agree"}).status_code == 404
        assert "/login/" in client.get(address)["Location"]


def test_an_editor_or_reviewer_asks_a_department(review, submitted):
    third = make_department("jiaoyu", "教育局")
    for user, department in ((review.editor, third), (review.judges[0], review.other)):
        client = cast.signed_in(user)
        page = client.get(ask(submitted)).content.decode()
        assert 'value="jiaoyu"' in page
        assert 'value="minzheng"' not in page
        if department == review.other:
            answered = submitted.opinions.get(department=department)
            actions.give_opinion(review.other_editor, answered, "agree")
        seen = fresh(submitted).version
        response = client.post(ask(submitted), {"department": department.slug, "seen": seen})
        assert response.status_code == 302
    assert submitted.opinions.filter(reason=Opinion.Reason.AFFECTED).count() == 2


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"department": "", "seen": "VERSION"}, 400, "请选择"),
        ({"department": "minzheng", "seen": "VERSION"}, 400, "请选择"),
        ({"department": "\x00", "seen": "VERSION"}, 400, "请选择"),
        ({"department": "weisheng", "seen": "VERSION"}, 409, "它还没有答复"),
        ({"department": "weisheng", "seen": "0"}, 409, "已有新的变动"),
        ({"department": "weisheng"}, 409, "已有新的变动"),
        ({"department": "weisheng", "seen": "第一"}, 409, "已有新的变动"),
        ({"department": "weisheng", "seen": "9" * 5000}, 409, "已有新的变动"),
    ],
)
def test_what_cannot_be_asked_is_said(review, submitted, sent, status, sentence):
    sent = {name: value.replace("VERSION", str(submitted.version)) for name, value in sent.items()}
    response = cast.signed_in(review.editor).post(ask(submitted), sent)
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert submitted.opinions.count() == 1


def test_who_is_asked_does_not_ask(review, submitted):
    client = cast.signed_in(review.other_editor)
    sent = {"department": make_department("jiaoyu", "教育局").slug, "seen": submitted.version}
    assert client.post(ask(submitted), sent).status_code == 403
    assert "<select" not in client.get(ask(submitted)).content.decode()


def test_what_is_late_says_so(review, submitted, opinion, monkeypatch):
    late = timezone.now() + timedelta(days=40)
    monkeypatch.setattr(timezone, "now", lambda: late)
    assert [one.words for one in standing_of(submitted).asked] == ["逾期未答复"]
    actions.give_opinion(review.other_editor, opinion, "agree")
    (asked,) = standing_of(submitted).asked
    assert (asked.words, asked.is_late) == ("已确认", True)


def test_a_confirmation_of_another_wording_is_out_of_date(review, submitted, opinion):
    actions.give_opinion(review.other_editor, opinion, "agree")
    actions.return_(review.judges[0], submitted, fresh(submitted).version, "请写清楚。")
    submitted = submit(review, "负责医养结合，牵头老年健康服务。", fresh(submitted))
    standing = standing_of(submitted)
    assert [(one.words, one.is_current) for one in standing.asked] == [
        ("已确认", False),
        ("未答复", True),
    ]
    assert [one.opinion for one in standing.lacking] == [submitted.opinions.last()]


def test_a_reasoned_override_stands_beside_the_objection(review, submitted, opinion):
    actions.give_opinion(review.other_editor, opinion, "object", "属民政局职责。")
    assert standing_of(submitted).lacking
    actions.override(review.judges[0], submitted, fresh(submitted).version, "三定规定已有明文。")
    (override,) = standing_of(fresh(submitted)).overrides
    assert override.comment == "三定规定已有明文。"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reviews_opinion SET answer = 'object', text = '改了'",
        "UPDATE reviews_opinion SET text = '改了'",
        "UPDATE reviews_opinion SET about = '[]'",
        "UPDATE reviews_opinion SET due_on = '2999-01-01'",
        "DELETE FROM reviews_opinion",
    ],
)
def test_the_database_keeps_an_answer(review, opinion, sql):
    actions.give_opinion(review.other_editor, opinion, "agree")
    with pytest.raises(IntegrityError, match="written once|append-only"), transaction.atomic():
        execute(sql)
