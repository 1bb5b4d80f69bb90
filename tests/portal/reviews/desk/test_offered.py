"""For each action, part and state: the pages offer it exactly when the action takes it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal.accounts import rights
from portal.accounts.audit import context
from portal.accounts.permissions import EDITORS, PUBLISHERS
from portal.reviews.acts.cancelling import scheduled as cancellable
from portal.reviews.acts.candidates import candidates
from portal.reviews.attachments import actions as attachments
from portal.reviews.comments import actions as comments
from portal.reviews.deadlines import Calendar
from portal.reviews.desk.another import may_begin_another
from portal.reviews.desk.offers import OFFERED, Offers
from portal.reviews.desk.steps import ACTIONS
from portal.reviews.desk.tasks import tasks
from portal.reviews.models import Opinion, Step
from portal.reviews.opinions import status as standing
from portal.reviews.refusals import Refusal
from portal.reviews.workflow import actions, asking, conditions
from tests import cast
from tests.cancelling import scheduled
from tests.factories import add_duty, make_department
from tests.reviewing import NUMBER, fresh

pytestmark = pytest.mark.django_db

WORDS = "第三条没有写明法律依据。"
#: How far the adjustment has come.
STATES = (
    *("opened", "submitted", "returned", "approved", "rejected", "withdrawn"),
    *("scheduled", "cancelled", "in force", "split off"),
)
#: The words of a task, with the action to which it leads.
TASKS = {
    "拟稿": "edit",
    "修改后重新提交": "edit",
    "答复意见": "answer",
    "审查": Step.APPROVE,
    "公布": Step.PUBLISH,
}


def bring(review, state):
    """The adjustment of a review in a state."""
    if state in ("scheduled", "cancelled"):
        adjustment = scheduled(review)
        if state == "cancelled":
            actions.cancel(review.publisher, [(adjustment, adjustment.version)], WORDS, NUMBER)
        return fresh(adjustment)
    if state == "in force":
        adjustment = review.approved()
        publish(review.publisher, adjustment)
        return fresh(adjustment)
    if state == "split off":
        return split_off(review)
    stops = {"opened": review.opened, "approved": review.approved}
    adjustment = stops.get(state, review.submitted)()
    user = review.editor if state == "withdrawn" else review.judges[0]
    ends = {"returned": actions.return_, "rejected": actions.reject, "withdrawn": actions.withdraw}
    if state in ends:
        ends[state](user, adjustment, adjustment.version, WORDS)
    return fresh(adjustment)


def split_off(review):
    """A part of which the first stage was passed before it was split off, by the second judge."""
    opened = review.opened()
    with actions.editing(review.editor, opened) as current:
        duty = add_duty(current.draft, "负责婚姻登记", position=100)
    now = fresh(opened)
    actions.submit(review.editor, now, now.version)
    now = fresh(opened)
    actions.approve(review.judges[0], now, now.version)
    now = fresh(opened)
    return actions.split_off(
        review.judges[1], now, now.version, [("duties", duty.code)], "先行一步。"
    )


def publish(user, adjustment):
    actions.publish(user, [(adjustment, adjustment.version)], timezone.localdate(), NUMBER)


@pytest.fixture
def third(db):
    return make_department("tongji", "统计局")


def people(review, neighbour, settings):
    """All parts in a review, and those who play two of them (dict of name to user)."""
    colleague = cast.make_editor(review.department, username="colleague")
    judge = cast.make_reviewer(review.judges[0].memberships.get().office, username="judge-2")
    both = cast.join(review.judges[0], PUBLISHERS)
    both = cast.join(both, EDITORS, department=review.department)
    first_too = cast.join(
        review.judges[0], EDITORS, office=review.judges[1].memberships.get().office
    )
    settings.SECOND_PERSON = True
    with context.acting(cast.make_manager()):
        new_publisher = cast.make_publisher(username="new-publisher")
        new_judge = cast.make_reviewer(judge.memberships.get().office, username="new-judge")
        new_neighbour = cast.make_editor(neighbour.department, username="new-neighbour")
    return {
        "author": review.editor,
        "author who publishes": cast.join(review.editor, PUBLISHERS),
        "colleague": colleague,
        "first judge, who edits and publishes": both,
        "first judge, of the next office too": first_too,
        "another judge": judge,
        "last judge": review.judges[1],
        "publisher": review.publisher,
        "asked": neighbour.editor,
        "stranger": cast.make_stranger(),
        "unconfirmed publisher": new_publisher,
        "unconfirmed judge": new_judge,
        "unconfirmed neighbour": new_neighbour,
    }


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_what_is_taken(review, neighbour, third, settings, state):
    adjustment = bring(review, state)
    if state in ("opened", "submitted", "returned", "approved", "split off"):
        asking.ask(adjustment, review.editor, neighbour.department, Opinion.Reason.AFFECTED)
        answered = cast.make_editor(neighbour.department, username="answered")
        asking.answer(answered, adjustment.opinions.last(), "agree")
        asking.ask(adjustment, review.editor, neighbour.department, Opinion.Reason.AFFECTED)
        cast.join(answered, EDITORS, department=review.department)
    adjustment = fresh(adjustment)
    opinion = adjustment.opinions.last()
    everybody = people(review, neighbour, settings)
    if opinion:
        everybody["who answered and edits now"] = cast.User.objects.get(username="answered")
    for name, user in everybody.items():
        offered = offers(user, adjustment, opinion)
        taken = {key for key, act in acts(user, adjustment, opinion, third).items() if goes(act)}
        assert offered == taken, name
        assert waiting(user, adjustment) == taken & {*TASKS.values()}, name
        if rights.publishes(user):
            assert free(user, adjustment) == taken & {Step.PUBLISH, Step.CANCEL}, name


def waiting(user, adjustment):
    """The actions to which the tasks of a user lead in an adjustment (set)."""
    found = [one.what for one in tasks(user, Calendar()) if one.adjustment == adjustment]
    return {TASKS[what] for what in found if what in TASKS}


def free(user, adjustment):
    """What the pages of publishers let them choose an adjustment for (set of Step)."""
    listed = candidates(user, {})
    found = {Step.PUBLISH for one in listed if one.adjustment == adjustment and not one.obstacles}
    if adjustment.act and any(not one.obstacle for one in cancellable(user, adjustment.act)):
        found.add(Step.CANCEL)
    return found


def offers(user, adjustment, opinion):
    """What the pages offer to a user (set of Step and str)."""
    permit = Offers(user, adjustment)
    steps = {step for step in (Step.PUBLISH, Step.CANCEL) if permit.refusal(step) is None}
    others = {
        "edit": attachments.may_attach(user, adjustment),
        "ask": standing.may_ask(user, adjustment),
        "comment": comments.may_comment(user, adjustment),
        "another": may_begin_another(user, adjustment),
        "answer": bool(opinion) and standing.may_answer(user, opinion),
    }
    assert others["edit"] == conditions.editable_by(user).filter(pk=adjustment.pk).exists()
    if opinion:
        listed = asking.answerable_by(user).filter(pk=opinion.pk)
        assert others["answer"] == listed.exists()
    return {*permit.steps, *steps, *(name for name, is_offered in others.items() if is_offered)}


def acts(user, adjustment, opinion, third):
    """Each action with what it needs besides (dict of functions)."""
    pair, seen = [(adjustment, adjustment.version)], adjustment.version
    more = {Step.FORWARD: [third_office()], Step.SPLIT: [[]]}
    steps = {
        step: lambda step=step: ACTIONS[step](
            user, adjustment, seen, *more.get(step, []), *([] if step == Step.SUBMIT else [WORDS])
        )
        for step in OFFERED
    }
    tomorrow = timezone.localdate() + timedelta(1)
    others = {
        Step.PUBLISH: lambda: actions.publish(user, pair, tomorrow, NUMBER),
        Step.CANCEL: lambda: actions.cancel(user, pair, WORDS, NUMBER),
        "edit": lambda: edit(user, adjustment),
        "ask": lambda: actions.ask_opinion(user, adjustment, seen, third),
        "comment": lambda: comments.add(user, adjustment, WORDS),
        "another": lambda: actions.begin_another(user, adjustment),
    }
    if opinion:
        others["answer"] = lambda: actions.give_opinion(user, opinion, "agree")
    return steps | others


def third_office():
    return cast.Office.objects.get_or_create(name="司法局")[0]


def edit(user, adjustment):
    with actions.editing(user, adjustment):
        pass


def goes(act):
    """Whether an action has nothing against the user and the state, whatever else it lacks."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal.status == 400
    return True
