"""Cancelling what is scheduled, and taking the same text up again for another day.

Within the locks of ``actions``, which decides who may and notes who did.
"""

from django.utils import timezone
from django.utils.formats import date_format

from departments.publishing.cancelling import CancellationError, cancel_edition, check_not_begun
from departments.publishing.digests import record_digest
from departments.publishing.drafts import draft_from

from ..drafts.amendment import changes_digest
from ..drafts.copying import copy_attachments, copy_contributions, copy_of, copy_stages
from ..refusals import Conflict, Incomplete
from . import conditions


def check_said(adjustments, reason, decision_number):
    """A cancellation names what it cancels, why, and by which document."""
    if not adjustments:
        raise Incomplete("请选定要取消施行的版本。")
    if not reason.strip():
        raise Incomplete("取消施行须写明理由。")
    if not decision_number.strip():
        raise Incomplete("请填写决定取消或者改日施行的文号。")


def check_scheduled(adjustment):
    """What an adjustment published is still to come into force, and not cancelled."""
    if adjustment.is_cancelled:
        raise Conflict(f"{adjustment.draft.label}已经取消施行。")
    _check_ahead(adjustment)


def check_other_day(adjustments, effective_from):
    """The other day is still to come, or today, and another one."""
    if effective_from < timezone.localdate():
        raise Incomplete("施行日期不能早于今天。")
    if any(one.act and one.act.effective_from == effective_from for one, _ in adjustments):
        raise Incomplete(f"原定的施行日期就是{date_format(effective_from)}，请填写另一天。")


def from_the_last(adjustments):
    """Pairs of an adjustment and what was seen, in the order in which they are cancelled."""
    return sorted(adjustments, key=lambda pair: (pair[0].department_id, pair[0].draft.number or 0))[
        ::-1
    ]


def cancel(adjustment, user, reason, decision_number):
    """Cancel the edition that a locked adjustment published (returns the Cancellation)."""
    try:
        return cancel_edition(
            adjustment.draft,
            reason=reason,
            decision_number=decision_number,
            by_name=user.get_full_name(),
        )
    except CancellationError as error:
        raise Conflict(str(error)) from error


def check_still_ahead(adjustments):
    """Their day has not come while they were cancelled: midnight may have passed."""
    for adjustment in adjustments:
        _check_ahead(adjustment)


def _check_ahead(adjustment):
    try:
        check_not_begun(adjustment.draft)
    except CancellationError as error:
        raise Conflict(str(error)) from error


def check_nothing_left_hanging(department):
    """Where the first edition is cancelled nothing that is under way may rest on it."""
    hanging = department.adjustments.open().exclude(base=None).order_by("pk").first()
    if hanging and conditions.latest_edition(department) is None:
        raise Conflict(
            f"这是{department}的第一版清单，第 {hanging.pk} 号申请以它为依据。"
            "请待这份申请撤回或者结束，再取消施行。"
        )


def repeat_of(adjustment, act):
    """The text of a cancelled adjustment once more, to be published by an act (an Adjustment).

    It rests on the last edition that stands, which says what the other rested on. Nobody changed a
    word: whoever approved it has approved this, and whoever had a hand in it has one here.
    """
    repeat = copy_of(
        adjustment,
        draft_from(adjustment.draft),
        adjustment.opened_by,
        base=conditions.latest_edition(adjustment.department),
        submitted_at=adjustment.submitted_at,
        round=1,
        repeats=adjustment,
    )
    copy_contributions(adjustment, repeat)
    copy_stages(adjustment, repeat)
    copy_attachments(adjustment, repeat)
    repeat.act = act
    repeat.sealed_digest = record_digest(repeat.draft)
    repeat.sealed_changes = changes_digest(repeat)
    if repeat.sealed_changes != changes_digest(adjustment):
        raise Conflict("这一版所依据的版本已有变化，不能只改日。请取消施行，再以此另拟，重新审查。")
    return repeat
