"""The actions of offices on what was handed in, and of departments that are asked about it."""

from contextlib import contextmanager

from django.utils import timezone

from ...models import Opinion, State, Step
from ...models.kinds import EXPLAINED
from ...notices import occasions as notices
from ...refusals import Conflict, Incomplete
from .. import asking, conditions, splitting, stages
from ..locking import locked
from ..permits import Permit
from .recording import move, note, save, seal


def return_(user, adjustment, seen, comment):
    """Send an adjustment back to its editors with reasons; the review begins anew afterwards."""
    with _judged(user, adjustment, seen, Step.RETURN, comment) as (current, stage):
        move(current, user, Step.RETURN, State.RETURNED, comment, stage)


def reject(user, adjustment, seen, comment):
    """End an adjustment that may not come into force."""
    with _judged(user, adjustment, seen, Step.REJECT, comment) as (current, stage):
        move(current, user, Step.REJECT, State.REJECTED, comment, stage)


def approve(user, adjustment, seen, comment="", paper=None):
    """Pass the open stage; the next one opens, or the adjustment is approved.

    ``paper`` is an OnPaper where the office decided on paper, and the user enters that.
    """
    with _judged(user, adjustment, seen, Step.APPROVE, comment) as (current, stage):
        conditions.check_sealed(current)
        note(current, user, Step.APPROVE, comment, stage, paper)
        stage.passed_at = timezone.now()
        stage.save(update_fields=["passed_at"])
        following = current.current_stages().filter(passed_at=None).first()
        if following:
            stages.open_stage(following)
        else:
            current.state = State.APPROVED
            save(current)


def forward(user, adjustment, seen, office, comment):
    """Hand the open stage to another office, which then decides in its place."""
    with _judged(user, adjustment, seen, Step.FORWARD, comment) as (current, stage):
        if office.pk == stage.office_id:
            raise Conflict(f"这个环节已由{office}办理。")
        note(current, user, Step.FORWARD, f"转送{office}：{comment}", stage)
        stage.office = office
        stage.save(update_fields=["office"])
        notices.opened(stage)


def override(user, adjustment, seen, comment):
    """Let an adjustment go ahead without the confirmations that are lacking, for a stated reason."""
    with _judged(user, adjustment, seen, Step.OVERRIDE, comment) as (current, stage):
        note(current, user, Step.OVERRIDE, comment, stage)


def split_off(user, adjustment, seen, entries, comment):
    """Let some changed entries go on by themselves, and send the rest back (returns the Adjustment).

    ``entries`` is a list of (section key, code). Stages that were passed stay passed for what goes
    on; the open stage is still to decide about it.
    """
    with _judged(user, adjustment, seen, Step.SPLIT, comment) as (current, stage):
        conditions.check_sealed(current)
        splitting.check_choice(current, entries)
        note(current, user, Step.SPLIT, comment, stage)
        current.state = State.RETURNED
        save(current)
        part = splitting.part_of(current, entries, user)
        part.state = State.SUBMITTED
        part.submitted_at = timezone.now()
        seal(part)
        save(part)
        asking.ask_about_boundaries(part, user)
        its_stage = part.open_stage()
        note(part, user, Step.SPLIT, comment, its_stage)
        notices.opened(its_stage)
        return part


def ask_opinion(user, adjustment, seen, department):
    """Ask a department that is affected; its editors may ask, and whoever reviews."""
    with locked(adjustment, seen) as current:
        asking.check_asking(user, current)
        if department.pk == current.department_id:
            raise Conflict("不必向拟稿部门自己征求意见。")
        if current.opinions.filter(department=department, answer="").exists():
            raise Conflict(f"已向{department}征求意见，它还没有答复。")
        asking.ask(current, user, department, Opinion.Reason.AFFECTED)
        note(current, user, Step.ASK, f"{department}")


def give_opinion(user, opinion, reply, text=""):
    """Answer for a department that was asked (returns the Opinion)."""
    return asking.answer(user, opinion, reply, text)


@contextmanager
def _judged(user, adjustment, seen, step, comment):
    """The locked adjustment and its open stage, for a step of the office whose turn it is.

    An approved adjustment has no open stage: it is then for the publisher to send it back.
    """
    with locked(adjustment, seen) as current:
        permit = Permit(user, current)
        permit.check(step)
        if step in EXPLAINED and not comment.strip():
            raise Incomplete(f"{step.label}须写明理由。")
        yield current, permit.stage
