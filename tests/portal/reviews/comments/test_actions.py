"""Remarks: who makes them, of what, who closes them, and that they stay."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.audit.models import Event
from portal.accounts.permissions import REVIEWERS
from portal.reviews import texts
from portal.reviews.comments import actions as comments
from portal.reviews.models import Comment, State
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions
from tests import cast
from tests.databases import execute
from tests.factories import make_department
from tests.reviewing import fresh, unchanged

SAID = "请核对这一条的依据。"


@pytest.fixture
def submitted(review):
    return review.submitted()


def test_reviewers_publisher_and_editors_talk_without_touching_the_adjustment(review, submitted):
    with unchanged(submitted):
        begun = comments.add(review.judges[0], submitted, SAID, "duties", "D-0001", "text")
        comments.answer(review.editor, begun, "依据是条例第四条。")
        comments.add(review.publisher, submitted, "施行日期请再商定。")
        comments.resolve(review.judges[1], begun)
    answer = begun.answered_by.get()
    assert (answer.section, answer.code, answer.field) == ("duties", "D-0001", "text")
    assert (answer.by, answer.by_name) == (review.editor, "边编辑")
    begun.refresh_from_db()
    assert begun.resolved_by == review.judges[1]


def test_who_has_the_form_of_a_step_open_may_still_take_it(review, submitted):
    comments.add(review.editor, submitted, SAID)
    actions.approve(review.judges[0], submitted, submitted.version)
    assert fresh(submitted).open_stage().position == 2


def test_but_is_told_what_was_said_since(review, submitted):
    heard = comments.add(review.editor, submitted, SAID)
    with transaction.atomic():
        comments.check_heard(submitted, heard.pk)
    comments.answer(review.judges[1], heard, "不同意这样改。")
    with pytest.raises(Conflict, match="又有人提出了意见"), transaction.atomic():
        comments.check_heard(submitted, heard.pk)


def test_to_answer_is_no_contribution_and_to_comment_no_judgement(review, submitted):
    colleague = cast.make_editor(review.department, username="colleague")
    begun = comments.add(review.judges[0], submitted, SAID)
    comments.answer(colleague, begun, "见附件。")
    assert not submitted.contributions.filter(user=colleague).exists()
    assert not submitted.decisions.filter(by=review.judges[0]).exists()


def test_who_does_not_take_part_says_nothing(review, submitted):
    begun = comments.add(review.judges[0], submitted, SAID)
    other = make_department("weisheng", "卫生局")
    asked = cast.make_editor(other, username="asked")
    actions.ask_opinion(review.editor, submitted, submitted.version, other)
    count = Comment.objects.count()
    for user in (asked, cast.make_stranger()):
        for talk, subject, *said in (
            (comments.add, submitted, SAID),
            (comments.answer, begun, SAID),
            (comments.resolve, begun),
        ):
            with pytest.raises(NotAllowed, match="可以提出修改意见"):
                talk(user, subject, *said)
    assert Comment.objects.count() == count


def test_of_a_draft_only_its_editors_talk(review):
    draft = review.opened()
    comments.add(review.editor, draft, SAID)
    for user in (review.judges[0], review.publisher):
        with pytest.raises(NotAllowed):
            comments.add(user, draft, SAID)


@pytest.mark.parametrize("end", [actions.reject, actions.withdraw])
def test_of_what_has_ended_nothing_is_said(review, submitted, end):
    begun = comments.add(review.judges[0], submitted, SAID)
    by = review.editor if end is actions.withdraw else review.judges[0]
    end(by, submitted, submitted.version, "不再调整。")
    for talk in (
        lambda: comments.add(review.editor, submitted, SAID),
        lambda: comments.answer(review.editor, begun, SAID),
        lambda: comments.resolve(review.judges[0], begun),
    ):
        with pytest.raises(Conflict, match="不再提出修改意见"):
            talk()
    assert fresh(submitted).state in (State.REJECTED, State.WITHDRAWN)


@pytest.mark.parametrize(
    ("section", "code", "field"),
    [
        ("", "", ""),
        ("duties", "D-0001", ""),
        ("duties", "D-0001", "text"),
        ("duties", "D-0001", "items.note"),
        ("boundaries", "B-0001", "parties.basis"),
        ("supervision", "S-0001", "preamble"),
        ("services", "P-0001", "items.handler"),
    ],
)
def test_a_remark_is_about_the_whole_or_a_place_in_it(review, submitted, section, code, field):
    made = comments.add(review.judges[0], submitted, SAID, section, code, field)
    assert (made.section, made.code, made.field) == (section, code, field)


@pytest.mark.parametrize(
    ("section", "code", "field"),
    [
        ("duties", "D-9999", ""),
        ("duties", "B-0001", ""),
        ("services", "P-0001", "items.note"),
        ("duties", "D-0001", "source_line"),
        ("duties", "", "text"),
        ("", "D-0001", ""),
        ("duties", "", ""),
        ("annexes", "", ""),
        ("nothing", "", ""),
        ("duties", "D-0001\x00", ""),
    ],
)
def test_and_about_no_other(review, submitted, section, code, field):
    with pytest.raises(Incomplete, match="没有所指的条目"):
        comments.add(review.judges[0], submitted, SAID, section, code, field)
    assert not Comment.objects.exists()


def test_an_entry_that_is_taken_out_can_still_be_spoken_of(review):
    draft = review.opened()
    with actions.editing(review.editor, draft) as current:
        current.draft.service_set.all().delete()
    assert comments.add(review.editor, draft, "为什么取消？", "services", "P-0001")


@pytest.mark.parametrize("text", ["", " \r\n ", "\x00\x07"])
def test_an_empty_remark_is_none(review, submitted, text):
    begun = comments.add(review.judges[0], submitted, SAID)
    for talk in (
        lambda: comments.add(review.editor, submitted, text),
        lambda: comments.answer(review.editor, begun, text),
    ):
        with pytest.raises(Incomplete, match="请写明意见"):
            talk()


def test_a_text_is_kept_as_it_was_meant(review, submitted):
    said = comments.add(review.editor, submitted, " 第一行\r\n第二行\x00\t完 \n")
    assert said.text == "第一行\n第二行\t完"
    with pytest.raises(Incomplete, match="请缩短"):
        comments.add(review.editor, submitted, "长" * (texts.LONGEST + 1))


def test_only_its_author_and_reviewers_without_a_hand_in_the_draft_close_a_remark(
    review, submitted
):
    of_judge = comments.add(review.judges[0], submitted, SAID)
    of_editor = comments.add(review.editor, submitted, SAID)
    colleague = cast.make_editor(review.department, username="colleague")
    both = cast.join(review.editor, REVIEWERS, office=submitted.open_stage().office)
    for user in (review.editor, colleague, both, review.publisher):
        with pytest.raises(NotAllowed, match="可以办结"):
            comments.resolve(user, of_judge)
    with pytest.raises(NotAllowed):
        comments.resolve(colleague, of_editor)
    assert comments.resolve(review.editor, of_editor).resolved_by == review.editor
    assert comments.resolve(review.judges[1], of_judge).resolved_by == review.judges[1]


def test_what_is_closed_is_closed(review, submitted):
    begun = comments.add(review.judges[0], submitted, SAID)
    comments.resolve(review.judges[0], begun)
    with pytest.raises(Conflict, match="已经办结"):
        comments.answer(review.editor, begun, "还有一点。")
    with pytest.raises(Conflict, match="已经办结"):
        comments.resolve(review.judges[1], begun)
    begun.refresh_from_db()
    assert begun.resolved_by == review.judges[0]


def test_whatever_is_said_is_in_the_audit_log(review, submitted):
    begun = comments.add(review.judges[0], submitted, SAID)
    comments.answer(review.editor, begun, "见附件。")
    comments.resolve(review.judges[0], begun)
    noted = list(Event.objects.order_by("-pk").values_list("user", "text")[:3])
    assert [user for user, _ in noted] == [
        review.judges[0].pk,
        review.editor.pk,
        review.judges[0].pk,
    ]
    assert "办结" in noted[0][1]
    assert "见附件" in noted[1][1]
    assert SAID in noted[2][1]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reviews_comment SET text = '另一句话'",
        "UPDATE reviews_comment SET by_name = '别人'",
        "UPDATE reviews_comment SET code = 'D-0001'",
        "UPDATE reviews_comment SET answers_id = id",
        "UPDATE reviews_comment SET resolved_at = NULL, resolved_by_id = NULL",
        "DELETE FROM reviews_comment",
    ],
)
def test_the_database_keeps_what_was_said(review, submitted, sql):
    begun = comments.add(review.judges[0], submitted, SAID)
    comments.resolve(review.judges[0], begun)
    with pytest.raises(IntegrityError, match="written once|append-only"), transaction.atomic():
        execute(sql)


def test_the_database_lets_an_open_remark_be_closed_and_nothing_else(review, submitted):
    comments.add(review.judges[0], submitted, SAID)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        execute("UPDATE reviews_comment SET text = '另一句话'")
    now, user = timezone.now(), review.judges[0].pk
    closed = execute(
        "UPDATE reviews_comment SET resolved_at = %s, resolved_by_id = %s", [now, user]
    )
    assert closed == 1


@pytest.mark.parametrize("place", [{"code": "D-0001"}, {"section": "duties"}])
def test_the_database_keeps_an_answer_with_its_remark(review, submitted, place):
    begun = comments.add(review.judges[0], submitted, SAID)
    common = {"text": "答", "by": review.editor, "by_name": "边", "answers": begun}
    with pytest.raises(IntegrityError, match="stands with the remark"), transaction.atomic():
        Comment.objects.create(adjustment=submitted, **common, **place)
    answer = Comment.objects.create(adjustment=submitted, **common)
    with pytest.raises(IntegrityError, match="stands with the remark"), transaction.atomic():
        Comment.objects.create(adjustment=submitted, **common | {"answers": answer})
