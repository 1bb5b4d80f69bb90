"""Other departments are asked, and a changed boundary is confirmed by whom it speaks of."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from boundaries.models import Party
from portal.reviews.models import Opinion, State, Step
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions
from portal.reviews.workflow.asking import wanted_confirmations
from tests import cast
from tests.days import today
from tests.factories import add_matter, fill, make_department, make_draft, publish
from tests.reviewing import NUMBER, Review, fresh, unchanged

PARTIES = (
    {"name": "区民政局", "responsibility": "牵头。"},
    {"name": "区卫生局", "responsibility": "指导医疗机构。"},
    {"name": "区残联", "responsibility": "配合。"},
)


@pytest.fixture
def review(db):
    """民政局, whose list shares a matter with 卫生局, which has an editor of its own."""
    review = Review()
    review.other = make_department("weisheng", "卫生局")
    review.other_editor = cast.make_editor(review.other, username="other")
    draft = fill(make_draft(review.department))
    add_matter(draft, "社会养老服务", parties=PARTIES, position=50)
    publish(draft, today())
    return review


def submit(review, party="区卫生局", text="负责医养结合。"):
    """An adjustment that changes what the shared matter says of a party (as submitted)."""
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment, adjustment.version) as current:
        Party.objects.filter(matter__edition=current.draft, name=party).update(responsibility=text)
    actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
    return fresh(adjustment)


def approve_all(review, adjustment):
    for judge in review.judges:
        actions.approve(judge, fresh(adjustment), fresh(adjustment).version)
    return fresh(adjustment)


def publish_it(review, adjustment):
    actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)


def test_a_department_is_asked_when_a_boundary_says_something_else_of_it(review):
    adjustment = submit(review)
    opinion = adjustment.opinions.get()
    assert (opinion.department, opinion.reason) == (review.other, "boundary")
    (mention,) = opinion.about
    assert "指导医疗机构" in mention["before"]
    assert "负责医养结合" in mention["after"]
    assert opinion.due_on > today()


@pytest.mark.parametrize(
    ("party", "text"),
    [
        ("区民政局", "全面负责。"),
        ("区残联", "不配合。"),
        ("区卫生局", "指导医疗机构"),
    ],
)
def test_its_own_part_bodies_outside_and_punctuation_ask_nobody(review, party, text):
    assert not submit(review, party, text).opinions.exists()


def test_a_matter_that_is_taken_out_asks_too(review):
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment, adjustment.version) as current:
        current.draft.boundarymatter_set.filter(matter="社会养老服务").delete()
    actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
    assert adjustment.opinions.get().about[0]["after"] == ""


def test_without_the_confirmation_nothing_is_published(review):
    adjustment = approve_all(review, submit(review))
    with unchanged(adjustment), pytest.raises(Conflict, match="卫生局还没有确认"):
        publish_it(review, adjustment)
    actions.give_opinion(review.other_editor, adjustment.opinions.get(), "agree")
    publish_it(review, fresh(adjustment))
    assert fresh(adjustment).state == State.PUBLISHED


def test_an_objection_needs_a_reviewers_reasoned_override(review):
    adjustment = submit(review)
    actions.give_opinion(review.other_editor, adjustment.opinions.get(), "object", "属民政局职责。")
    actions.override(
        review.judges[0], fresh(adjustment), fresh(adjustment).version, "上位法已有规定。"
    )
    adjustment = approve_all(review, adjustment)
    publish_it(review, adjustment)
    assert adjustment.decisions.filter(step=Step.OVERRIDE).exists()


def test_the_publisher_cannot_override_an_objection_alone(review):
    adjustment = approve_all(review, submit(review))
    with unchanged(adjustment), pytest.raises(Conflict, match="不能说明理由后继续"):
        actions.override(review.publisher, adjustment, adjustment.version, "急需公布。")


@pytest.mark.parametrize(("setting", "published"), [("REQUIRED", False), ("OPTIONAL", True)])
def test_whether_it_may_go_ahead_without_is_a_setting(review, settings, setting, published):
    adjustment = submit(review)
    actions.override(review.judges[0], adjustment, adjustment.version, "上位法已有规定。")
    adjustment = approve_all(review, adjustment)
    settings.BOUNDARY_CONFIRMATION = setting
    if published:
        publish_it(review, adjustment)
    else:
        with pytest.raises(Conflict, match="还没有确认"):
            publish_it(review, adjustment)


def test_another_wording_asks_anew_and_the_same_one_does_not(review):
    adjustment = submit(review)
    actions.give_opinion(review.other_editor, adjustment.opinions.get(), "agree")
    for text, asked in (("负责医养结合。", 1), ("什么也不负责。", 2)):
        actions.return_(review.judges[0], fresh(adjustment), fresh(adjustment).version, "请改。")
        now = fresh(adjustment)
        with actions.editing(review.editor, now, now.version) as current:
            parties = Party.objects.filter(matter__edition=current.draft, name="区卫生局")
            parties.update(responsibility=text)
        actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
        assert adjustment.opinions.count() == asked
    assert [opinion.answer for opinion in wanted_confirmations(fresh(adjustment))] == [""]


def test_only_the_department_itself_answers(review):
    opinion = submit(review).opinions.get()
    for user in (review.editor, review.judges[0], review.publisher):
        with pytest.raises(NotAllowed):
            actions.give_opinion(user, opinion, "agree")
    both = cast.join(review.editor, "编辑", department=review.other)
    with pytest.raises(NotAllowed, match="参与拟订"):
        actions.give_opinion(both, opinion, "agree")


def test_whoever_answered_drafts_no_more(review):
    adjustment = submit(review)
    both = cast.join(review.other_editor, "编辑", department=review.department)
    actions.give_opinion(both, adjustment.opinions.get(), "agree")
    now = fresh(adjustment)
    actions.return_(review.judges[0], now, now.version, "请改。")
    now = fresh(adjustment)
    for step in (actions.describe, actions.submit, actions.withdraw):
        with unchanged(now), pytest.raises(NotAllowed, match="答复过"):
            step(both, now, now.version)
    with pytest.raises(NotAllowed), actions.editing(both, now):
        pass


def test_an_answer_is_given_once_and_an_objection_explained(review):
    opinion = submit(review).opinions.get()
    with pytest.raises(Incomplete, match="说明理由"):
        actions.give_opinion(review.other_editor, opinion, "object", " ")
    with pytest.raises(Incomplete, match="请选择"):
        actions.give_opinion(review.other_editor, opinion, "maybe")
    actions.give_opinion(review.other_editor, opinion, "agree")
    with pytest.raises(Conflict, match="已经答复"):
        actions.give_opinion(review.other_editor, opinion, "object", "反悔")


def test_an_affected_department_may_be_asked_by_hand(review):
    adjustment = submit(review, "区残联", "协助。")
    third = make_department("jiaoyu", "教育局")
    actions.ask_opinion(review.judges[0], adjustment, adjustment.version, third)
    assert adjustment.opinions.get().reason == "affected"
    adjustment = fresh(adjustment)
    for department, sentence in ((third, "还没有答复"), (review.department, "不必向")):
        with unchanged(adjustment), pytest.raises(Conflict, match=sentence):
            actions.ask_opinion(review.editor, adjustment, adjustment.version, department)
    with unchanged(adjustment), pytest.raises(NotAllowed):
        actions.ask_opinion(review.publisher, adjustment, adjustment.version, review.other)


def test_the_database_wants_an_objection_explained(review):
    opinion = submit(review).opinions.get()
    values = {"answer": "object", "by": review.other_editor, "answered_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).update(**values)


def test_an_objection_after_the_override_needs_another_one(review):
    adjustment = submit(review)
    judge, other = review.judges[0], review.other_editor
    actions.override(judge, adjustment, adjustment.version, "上位法已有规定。")
    actions.give_opinion(other, adjustment.opinions.get(), "object", "上位法另有规定。")
    adjustment = approve_all(review, adjustment)
    with pytest.raises(Conflict, match="卫生局还没有确认"):
        publish_it(review, adjustment)
