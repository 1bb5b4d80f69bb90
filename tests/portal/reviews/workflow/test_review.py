"""The way of an adjustment: who may take which step, and what it leaves behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from departments.models import Edition
from departments.publishing.publication import PublicationError
from portal.accounts.audit import context
from portal.accounts.models import Office
from portal.accounts.permissions import EDITORS, PUBLISHERS, REVIEWERS
from portal.reviews.models import (
    Adjustment,
    Cause,
    Contribution,
    Decision,
    Kind,
    RouteStage,
    State,
    Step,
)
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions
from tests import cast
from tests.databases import drop_triggers, execute
from tests.days import today
from tests.factories import add_duty, fill, make_department, make_draft
from tests.reviewing import NUMBER, SAID, Review, fresh, unchanged


def steps(adjustment):
    return list(adjustment.decisions.order_by("pk").values_list("step", flat=True))


def test_the_whole_way(review):
    adjustment = review.approved()
    assert adjustment.state == State.APPROVED
    act = actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)
    adjustment = fresh(adjustment)
    assert (adjustment.state, adjustment.act) == (State.PUBLISHED, act)
    edition = Edition.objects.in_force().get(department=review.department)
    assert edition == adjustment.draft
    assert edition.number == 2
    assert edition.duty_set.filter(text="负责城乡低保对象的年度核查").exists()
    assert steps(adjustment) == [
        Step.OPEN,
        Step.SUBMIT,
        *[Step.APPROVE] * len(review.judges),
        Step.PUBLISH,
    ]


def test_a_publication_for_a_later_day_is_not_in_force_before(review):
    adjustment = review.approved()
    tomorrow = today() + timedelta(days=1)
    actions.publish(review.publisher, [(adjustment, adjustment.version)], tomorrow, NUMBER)
    assert Edition.objects.in_force().get(department=review.department) == review.edition
    assert Edition.objects.in_force(tomorrow).get(department=review.department).number == 2


def test_the_route_of_a_kind_is_what_it_was_when_it_was_submitted(review):
    adjustment = review.submitted()
    names = [stage.name for stage in adjustment.current_stages()]
    assert names == ["机构编制审核", "法制审查", "政府批准"]
    RouteStage.objects.all().delete()
    assert [stage.name for stage in fresh(adjustment).current_stages()] == names
    first = adjustment.open_stage()
    assert first.name == "机构编制审核"
    assert first.due_on > first.opened_on


@pytest.mark.parametrize("kind", [Kind.ADD, Kind.CANCEL, Kind.DELEGATE])
def test_what_adds_cancels_or_delegates_needs_the_government(review, kind):
    adjustment = review.opened(kind=kind)
    actions.describe(review.editor, adjustment, adjustment.version, follow_on="由街道监管。")
    adjustment = fresh(adjustment)
    actions.submit(review.editor, adjustment, adjustment.version)
    assert [stage.name for stage in fresh(adjustment).current_stages()][-1] == "政府批准"


@pytest.mark.parametrize("absent", ["reasons", "basis"])
def test_without_reasons_and_basis_nothing_is_submitted(review, absent):
    adjustment = review.opened()
    actions.describe(review.editor, adjustment, adjustment.version, **{absent: " "})
    adjustment = fresh(adjustment)
    with unchanged(adjustment), pytest.raises(Incomplete, match="提交前请写明"):
        actions.submit(review.editor, adjustment, adjustment.version)


@pytest.mark.parametrize("kind", [Kind.CANCEL, Kind.DELEGATE])
def test_what_ends_a_duty_says_who_supervises_afterwards(review, kind):
    adjustment = review.opened(kind=kind)
    with unchanged(adjustment), pytest.raises(Incomplete, match="后续监管措施"):
        actions.submit(review.editor, adjustment, adjustment.version)


def test_only_editors_of_the_department_draft(review):
    other = cast.make_editor(make_department("weisheng", "卫生局"), username="other")
    for user in (other, *review.judges, review.publisher, cast.make_administrator()):
        with pytest.raises(NotAllowed, match="您不是民政局的编辑"):
            actions.open_adjustment(user, review.department, Kind.CHANGE, Cause.STATUTE)
    assert not Adjustment.objects.exists()


def test_only_the_office_of_the_open_stage_decides(review):
    adjustment = review.submitted()
    first, second, third = review.judges
    for user in (second, third, review.editor, review.publisher, cast.make_administrator()):
        for step in (actions.approve, actions.return_, actions.reject):
            with unchanged(adjustment), pytest.raises(NotAllowed):
                step(user, adjustment, adjustment.version, "意见")
    actions.approve(first, adjustment, adjustment.version)
    adjustment = fresh(adjustment)
    with unchanged(adjustment), pytest.raises(NotAllowed, match="您不在其中"):
        actions.approve(first, adjustment, adjustment.version)


def test_nobody_judges_what_they_drafted_whatever_else_they_are(review):
    adjustment = review.submitted()
    for stage in adjustment.current_stages():
        cast.join(review.editor, REVIEWERS, office=stage.office)
    everything = cast.join(review.editor, PUBLISHERS)
    for step in (actions.approve, actions.return_, actions.reject):
        with unchanged(adjustment), pytest.raises(NotAllowed, match="参与拟订"):
            step(everything, adjustment, adjustment.version, "意见")
    for judge in review.judges:
        actions.approve(judge, fresh(adjustment), fresh(adjustment).version)
    adjustment = fresh(adjustment)
    with unchanged(adjustment), pytest.raises(NotAllowed, match="参与拟订"):
        actions.publish(everything, [(adjustment, adjustment.version)], today(), NUMBER)


def test_the_database_refuses_self_approval_too(review):
    adjustment = review.submitted()
    stage = adjustment.open_stage()
    with pytest.raises(IntegrityError, match="author and approver"), transaction.atomic():
        Decision.objects.create(
            adjustment=adjustment,
            step=Step.APPROVE,
            round=1,
            stage=stage,
            by=review.editor,
            by_name="边",
            digest="0" * 64,
        )


def test_who_judged_cannot_join_the_drafting(review):
    adjustment = review.submitted()
    judge = cast.join(review.judges[0], EDITORS, department=review.department)
    actions.return_(judge, adjustment, adjustment.version, "依据不足。")
    adjustment = fresh(adjustment)
    with (
        unchanged(adjustment),
        pytest.raises(NotAllowed, match="不能再参与拟稿"),
        actions.editing(judge, adjustment, adjustment.version),
    ):
        pass
    with pytest.raises(IntegrityError, match="approver and author"), transaction.atomic():
        Contribution.objects.create(adjustment=adjustment, user=judge)


@pytest.mark.parametrize("step", [actions.return_, actions.reject])
@pytest.mark.parametrize("comment", ["", "  \n"])
def test_to_return_or_reject_one_gives_reasons(review, step, comment):
    adjustment = review.submitted()
    with unchanged(adjustment), pytest.raises(Incomplete, match="须写明理由"):
        step(review.judges[0], adjustment, adjustment.version, comment)


def test_what_was_returned_is_reviewed_from_the_first_stage_again(review):
    adjustment = review.submitted()
    first, second, _ = review.judges
    actions.approve(first, adjustment, adjustment.version)
    adjustment = fresh(adjustment)
    actions.return_(second, adjustment, adjustment.version, "请补充条款。")
    adjustment = fresh(adjustment)
    assert adjustment.state == State.RETURNED
    actions.submit(review.editor, adjustment, adjustment.version)
    adjustment = fresh(adjustment)
    assert adjustment.round == 2
    assert adjustment.open_stage().position == 1
    assert adjustment.decisions.filter(step=Step.APPROVE, round=1).count() == 1


def test_a_submitted_draft_is_not_edited(review):
    adjustment = review.submitted()
    with (
        unchanged(adjustment),
        pytest.raises(Conflict, match="不能改动草稿"),
        actions.editing(review.editor, adjustment, adjustment.version),
    ):
        pass


def test_a_draft_changed_behind_the_review_is_neither_passed_nor_published(review):
    submitted, approved = review.submitted(), review.approved()
    drop_triggers()
    for adjustment in (submitted, approved):
        add_duty(adjustment.draft, "谁也没有看过的职责", position=200)
    with unchanged(submitted), pytest.raises(Conflict, match="与提交时不一致"):
        actions.approve(review.judges[0], submitted, submitted.version)
    with unchanged(approved), pytest.raises(Conflict, match="与提交时不一致"):
        actions.publish(review.publisher, [(approved, approved.version)], today(), NUMBER)


def test_whoever_saw_an_older_version_is_told(review):
    adjustment = review.submitted()
    with unchanged(adjustment), pytest.raises(Conflict, match="已有新的变动"):
        actions.approve(review.judges[0], adjustment, adjustment.version - 1)


def test_forwarded_the_other_office_decides(review):
    adjustment = review.submitted()
    other = cast.make_reviewer(Office.objects.create(name="司法局"), username="other")
    office = other.memberships.get().office
    actions.forward(review.judges[0], adjustment, adjustment.version, office, "属贵局职责。")
    adjustment = fresh(adjustment)
    with pytest.raises(NotAllowed):
        actions.approve(review.judges[0], adjustment, adjustment.version)
    actions.approve(other, adjustment, adjustment.version)
    assert fresh(adjustment).open_stage().position == 2


def test_several_departments_are_published_as_one_act_or_not_at_all(review):
    other = Review("weisheng", "卫生局")
    ready, unready = review.approved(), other.submitted()
    chosen = [(ready, ready.version), (unready, unready.version)]
    with unchanged(ready), unchanged(unready), pytest.raises(Conflict, match="审查中"):
        actions.publish(review.publisher, chosen, today(), NUMBER)
    assert Edition.objects.published().count() == 2
    for judge in other.judges:
        actions.approve(judge, fresh(unready), fresh(unready).version)
    chosen = [(fresh(one), fresh(one).version) for one in (ready, unready)]
    act = actions.publish(review.publisher, chosen, today(), NUMBER)
    assert act.adjustments.count() == 2
    assert Edition.objects.in_force().filter(number=2).count() == 2


def test_of_two_approved_adjustments_the_second_rests_on_the_first(review):
    first, second = review.approved(), review.approved()
    actions.publish(review.publisher, [(first, first.version)], today(), NUMBER)
    with pytest.raises(Conflict, match="新的变动"):
        actions.publish(review.publisher, [(second, second.version)], today(), NUMBER)
    second = fresh(second)
    assert (second.state, second.base) == (State.APPROVED, first.draft)
    texts = [duty.text for duty in second.draft.duty_set.all()]
    assert texts.count("负责城乡低保对象的年度核查") == 2


@pytest.mark.parametrize(
    ("days", "number", "sentence"), [(-1, NUMBER, "不能早于今天"), (0, " ", "公布文号")]
)
def test_a_publication_has_a_number_and_no_day_in_the_past(review, days, number, sentence):
    adjustment = review.approved()
    day = today() + timedelta(days=days)
    with unchanged(adjustment), pytest.raises(Incomplete, match=sentence):
        actions.publish(review.publisher, [(adjustment, adjustment.version)], day, number)


def test_only_a_publisher_publishes(review):
    adjustment = review.approved()
    for user in (review.editor, *review.judges):
        with unchanged(adjustment), pytest.raises(NotAllowed, match="没有公布清单的权限"):
            actions.publish(user, [(adjustment, adjustment.version)], today(), NUMBER)


def test_the_publisher_may_send_back_what_was_approved(review):
    adjustment = review.approved()
    actions.return_(review.publisher, adjustment, adjustment.version, "文号有误。")
    assert fresh(adjustment).state == State.RETURNED


def test_an_earlier_edition_may_come_back(review):
    adjustment = review.approved()
    actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)
    back = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.OTHER, start_from=review.edition
    )
    assert not back.draft.duty_set.filter(text="负责城乡低保对象的年度核查").exists()
    assert back.base.number == 2


def test_a_department_without_a_list_begins_with_a_first_compilation(review):
    department = make_department("xin", "新局")
    editor = cast.make_editor(department, username="new")
    with pytest.raises(Conflict, match="请选首次编制"):
        actions.open_adjustment(editor, department, Kind.CHANGE, Cause.REFORM)
    adjustment = actions.open_adjustment(editor, department, Kind.FIRST, Cause.COMPILATION)
    assert adjustment.base is None
    with pytest.raises(Conflict, match="不能再首次编制"):
        actions.open_adjustment(review.editor, review.department, Kind.FIRST, Cause.COMPILATION)


def test_the_draft_of_an_adjustment_is_published_by_no_other_way(db):
    department = make_department("xin", "新局")
    editor = cast.make_editor(department)
    adjustment = actions.open_adjustment(editor, department, Kind.FIRST, Cause.COMPILATION)
    with pytest.raises(PublicationError, match="属于一份调整申请"):
        actions.publish_first_edition(adjustment.draft, today())
    with pytest.raises(PublicationError, match="首次编制正在办理"):
        actions.publish_first_edition(make_draft(department), today())
    actions.withdraw(editor, adjustment, fresh(adjustment).version)
    assert actions.publish_first_edition(make_draft(department), today()).number == 1


def test_whoever_made_the_draft_that_an_adjustment_takes_over_had_a_hand_in_it(review):
    judge = cast.join(review.judges[0], EDITORS, department=review.department)
    with context.acting(judge):
        draft = fill(make_draft(review.department))
    adjustment = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.STATUTE, draft=draft
    )
    contributors = set(adjustment.contributions.values_list("user", flat=True))
    assert contributors == {review.editor.pk, judge.pk}
    actions.describe(review.editor, adjustment, adjustment.version, **SAID)
    actions.submit(review.editor, adjustment, fresh(adjustment).version)
    with pytest.raises(NotAllowed, match="参与拟订"):
        actions.approve(judge, adjustment, fresh(adjustment).version)


def test_only_an_own_published_edition_comes_back(review):
    other = Review("weisheng", "卫生局")
    for edition in (other.edition, make_draft(review.department)):
        with pytest.raises(Conflict, match="只能从本部门已公布的版本开始"):
            actions.open_adjustment(
                review.editor, review.department, Kind.CHANGE, Cause.OTHER, start_from=edition
            )


@pytest.mark.parametrize("table", ["reviews_decision", "reviews_contribution", "reviews_act"])
def test_the_record_of_a_review_only_grows(review, table):
    adjustment = review.approved()
    actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)
    for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            execute(sql)


def test_names_are_kept_as_they_were(review):
    adjustment = review.submitted()
    actions.approve(review.judges[0], adjustment, adjustment.version, "同意。")
    Office.objects.filter(name="机构编制委员会办公室").update(name="中共区委机构编制委员会办公室")
    review.judges[0].display_name = "改了名"
    review.judges[0].save()
    decision = adjustment.decisions.get(step=Step.APPROVE)
    assert (decision.by_name, decision.office_name) == ("沈审查", "机构编制委员会办公室")


def test_an_application_cannot_become_of_a_kind_that_its_base_excludes(review):
    adjustment = review.opened()
    with unchanged(adjustment), pytest.raises(Conflict, match="首次编制"):
        actions.describe(review.editor, adjustment, adjustment.version, kind=Kind.FIRST)


def test_an_adjustment_is_named_by_the_day_here(review):
    late = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert "2026-11-24" in str(Adjustment(department=review.department, opened_at=late))
