"""No account is both author and approver of an adjustment, whichever way it comes to its parts."""

import pytest
from django.utils import timezone

from portal.accounts.audit import context
from portal.accounts.permissions import EDITORS, PUBLISHERS, REVIEWERS
from portal.reviews.models import Cause, Contribution, Kind
from portal.reviews.refusals import NotAllowed
from portal.reviews.workflow import actions
from portal.reviews.workflow.splitting import changed_entries
from tests import cast
from tests.factories import add_duty, fill, make_draft
from tests.reviewing import NUMBER, SAID, Review, fresh

OWN = "参与拟订"


@pytest.fixture
def review(db):
    return Review()


def refuse_to_judge(user, adjustment):
    now = fresh(adjustment)
    with pytest.raises(NotAllowed, match=OWN):
        actions.approve(user, now, now.version)
    with pytest.raises(NotAllowed, match=OWN):
        actions.return_(user, now, now.version, "请改。")


def join_all_offices(user, adjustment):
    for stage in adjustment.current_stages():
        user = cast.join(user, REVIEWERS, office=stage.office)
    return user


def test_who_drafted_and_joins_the_office_later_does_not_judge(review):
    adjustment = review.submitted()
    refuse_to_judge(join_all_offices(review.editor, adjustment), adjustment)


def test_nor_does_it_judge_what_is_forwarded_to_its_office(review):
    adjustment = review.submitted()
    second = fresh(adjustment).current_stages().last().office
    author = cast.join(review.editor, REVIEWERS, office=second)
    actions.forward(review.judges[0], adjustment, adjustment.version, second, "请贵处办理。")
    refuse_to_judge(author, adjustment)


def test_nor_a_part_that_is_split_off(review):
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment) as current:
        add_duty(current.draft, "负责医疗救助", position=100)
    actions.submit(review.editor, adjustment, fresh(adjustment).version)
    now, chosen = fresh(adjustment), sorted(changed_entries(adjustment))[:1]
    part = actions.split_off(review.judges[0], now, now.version, chosen, "其余须补充依据。")
    refuse_to_judge(join_all_offices(review.editor, part), part)


def test_who_judged_and_becomes_an_editor_later_drafts_no_more(review):
    adjustment = review.submitted()
    actions.return_(review.judges[0], adjustment, adjustment.version, "请改。")
    judge = cast.join(review.judges[0], EDITORS, department=review.department)
    now = fresh(adjustment)
    with pytest.raises(NotAllowed, match="审查过"):
        actions.describe(judge, now, now.version, reasons="另有理由")
    with pytest.raises(NotAllowed, match="审查过"):
        actions.submit(judge, now, now.version)


def test_who_drafted_and_becomes_a_publisher_does_not_publish(review):
    adjustment = review.approved()
    author = cast.join(review.editor, PUBLISHERS)
    chosen = [(adjustment, adjustment.version)]
    with pytest.raises(NotAllowed, match=OWN):
        actions.publish(author, chosen, timezone.localdate(), NUMBER)


def test_who_wrote_in_a_draft_before_it_was_taken_up_had_a_hand_in_it(review):
    """An administrator may write in drafts that no adjustment carries yet."""
    draft = fill(make_draft(review.department), entries=2)
    administrator = cast.make_administrator()
    with context.acting(administrator):
        duty = draft.duty_set.first()
        duty.text = "负责城乡低保对象的年度核查"
        duty.save()
    adjustment = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.STATUTE, draft=draft
    )
    actions.describe(review.editor, adjustment, fresh(adjustment).version, **SAID)
    actions.submit(review.editor, adjustment, fresh(adjustment).version)
    for judge in review.judges:
        actions.approve(judge, adjustment, fresh(adjustment).version)
    now = fresh(adjustment)
    with pytest.raises(NotAllowed, match=OWN):
        actions.publish(administrator, [(now, now.version)], timezone.localdate(), NUMBER)
    assert {one.user for one in Contribution.objects.all()} == {review.editor, administrator}
