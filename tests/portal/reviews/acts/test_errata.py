"""A slip in number or papers is put right by a note, shown wherever the number is."""

import pytest
from django.db import IntegrityError, transaction

from departments.models import Edition, Erratum
from departments.publishing.verification import faults
from portal.accounts.audit.models import Event
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions, errata
from tests import cast
from tests.cancelling import in_days, scheduled
from tests.databases import execute
from tests.factories import make_draft
from tests.reviewing import NUMBER, Review

pytestmark = pytest.mark.django_db
RIGHT = "蒸政办发〔2026〕11号"
NOTE = f"〔更正：应为{RIGHT}〕"


@pytest.fixture
def adjustment(review):
    return scheduled(review, days=0)


def note(review, adjustment, subject="number", wrong=NUMBER, right=RIGHT):
    errata.note_erratum(review.publisher, adjustment.act, subject, wrong, right)


def page(user, where):
    return cast.signed_in(user).get(where).text


def test_text_and_digest_stay(review, adjustment):
    before = list(Edition.objects.values())
    note(review, adjustment)
    assert list(Edition.objects.values()) == before
    assert list(faults()) == []


def test_it_is_noted_in_the_log(review, adjustment):
    note(review, adjustment)
    event = Event.objects.order_by("pk").last()
    assert event.text == f"更正：公布文号“{NUMBER}”应为“{RIGHT}”"
    assert event.user == review.publisher


def test_it_stands_wherever_the_number_does(review, adjustment):
    note(review, adjustment)
    for where in (
        f"/review/acts/{adjustment.act_id}/",
        f"/review/{adjustment.pk}/",
        "/review/",
        "/review/publish/",
        f"/review/{adjustment.pk}/opinion/",
        f"/review/acts/{adjustment.act_id}/notice/",
    ):
        assert NOTE in page(review.publisher, where), where


def test_the_public_reads_it_beside_the_edition(review, adjustment, client):
    note(review, adjustment)
    said = f"〔更正：公布文号“{NUMBER}”应为“{RIGHT}”"
    assert said in client.get("/departments/minzheng/").text
    assert said in client.get("/departments/minzheng/editions/2/").text


def test_one_slip_of_an_act_is_told_once(review):
    other = Review("weisheng", "卫生局")
    both = [review.approved(), other.approved()]
    act = actions.publish(
        review.publisher, [(one, one.version) for one in both], in_days(3), NUMBER
    )
    errata.note_erratum(review.publisher, act, "number", NUMBER, RIGHT)
    assert Erratum.objects.count() == 2
    assert [one.right for one in errata.of_act(act)] == [RIGHT]


def test_it_is_written_on_a_page(review, adjustment):
    where = f"/review/acts/{adjustment.act_id}/errata/"
    client = cast.signed_in(review.publisher)
    assert "清单的文字、版次和摘要都不变" in client.get(where).text
    response = client.post(where, {"subject": "papers", "wrong": "甲", "right": "乙"})
    assert response.headers["Location"] == f"/review/acts/{adjustment.act_id}/"
    assert "〔更正：公布文书“甲”应为“乙”" in page(review.publisher, response.headers["Location"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"subject": "x"}, "请选定更正什么"),
        ({"wrong": " "}, "请写明原来写作什么"),
        ({"right": ""}, "请写明应为什么"),
    ],
)
def test_what_is_missing_is_named(review, adjustment, fields, sentence):
    form = {"subject": "number", "wrong": "甲", "right": "乙"} | fields
    client = cast.signed_in(review.publisher)
    response = client.post(f"/review/acts/{adjustment.act_id}/errata/", form)
    assert (response.status_code, Erratum.objects.count()) == (400, 0)
    assert sentence in response.text


@pytest.mark.parametrize(("wrong", "right"), [(" ", "乙"), ("甲", ""), ("甲", "甲")])
def test_it_says_what_is_wrong_and_what_is_right(review, adjustment, wrong, right):
    with pytest.raises(Incomplete):
        note(review, adjustment, wrong=wrong, right=right)


def test_the_same_is_not_noted_twice(review, adjustment):
    note(review, adjustment)
    with pytest.raises(Conflict, match="同样的更正"):
        note(review, adjustment)


def test_only_a_publisher_puts_right(review, adjustment):
    for user in (review.editor, review.judges[0]):
        with pytest.raises(NotAllowed):
            errata.note_erratum(user, adjustment.act, "number", NUMBER, RIGHT)
        where = f"/review/acts/{adjustment.act_id}/errata/"
        assert cast.signed_in(user).get(where).status_code == 403


@pytest.mark.parametrize(
    "sql", ["UPDATE departments_erratum SET \"right\" = 'x'", "DELETE FROM departments_erratum"]
)
def test_a_note_stays(review, adjustment, sql):
    note(review, adjustment)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(sql)


def test_a_draft_has_no_notes(review):
    draft = make_draft(review.department)
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        draft.errata.create(subject="other", wrong="甲", right="乙", by_name="龚")
