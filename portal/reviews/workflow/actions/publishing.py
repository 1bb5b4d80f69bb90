"""The actions that put editions in force, cancel them before their day, or put them off."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from departments.models import Department
from departments.publishing.publication import PublicationError, publish_edition
from portal.accounts import rights
from portal.accounts.audit import log
from portal.accounts.confirmations import actions as confirmations

from ...authority import separation
from ...models import Act, Adjustment, State, Step
from ...naming import named
from ...refusals import Conflict, Incomplete
from .. import asking, cancelling, conditions, proofs
from ..locking import lock_as_seen, lock_departments, locked
from ..permits import Permit
from .rebasing import bring_others_onto
from .recording import note, save


@transaction.atomic
def publish_first_edition(draft, effective_from, emergency=""):
    """Put the first edition of a department in force from a date (returns the Edition).

    Only a department without any published edition may begin this way: what follows changes law
    in force and is reviewed. Nor may one whose first list is under review: that would then rest on
    nothing; nor one of a district that has begun to review, but for an ``emergency``: the reason,
    which the proof keeps. Raises PublicationError otherwise.
    """
    department = Department.objects.select_for_update(no_key=True).get(pk=draft.department_id)
    if department.editions.published().exists():
        raise PublicationError(f"{department}已有公布的清单，后续版本须经审查公布。")
    if Adjustment.objects.filter(draft=draft).exists():
        raise PublicationError("这份草稿属于一份调整申请，须经审查公布。")
    if department.adjustments.open().exists():
        raise PublicationError(f"{department}的首次编制正在办理，须经审查公布。")
    if emergency.strip():
        confirmations.declare(f"{department}首版清单的公布（未经审查）", emergency)
    edition = publish_edition(draft, effective_from, proofs.of_first(department, emergency))
    log.note(log.Kind.WRITE, edition, f"公布首版，{effective_from} 起施行，摘要 {edition.digest}")
    return edition


@transaction.atomic
@log.at_the_end()  # each adjustment is locked after something was noted of the one before
def publish(user, adjustments, effective_from, decision_number):
    """Put approved adjustments in force from a date, all in one act or none (returns the Act).

    ``adjustments`` is a list of (Adjustment, seen). A date to come schedules them: nothing needs
    to run on that day.
    """
    conditions.require(rights.publishes(user), "您没有公布清单的权限。")
    separation.check_publisher(user)
    if not adjustments:
        raise Incomplete("请选定要公布的调整申请。")
    if not decision_number.strip():
        raise Incomplete("请填写公布文号。")
    if effective_from < timezone.localdate():
        raise Incomplete("施行日期不能早于今天。")
    # Before anything is checked: of two publications at once, the second must see the first one's
    # editions.
    lock_departments({adjustment.department_id for adjustment, _ in adjustments})
    chosen = lock_as_seen(adjustments)
    for adjustment in chosen:
        _check_publishable(user, adjustment)
    act = Act.objects.create(
        decision_number=decision_number, effective_from=effective_from, published_by=user
    )
    for adjustment in chosen:
        _publish(user, adjustment, act)
    departments = {adjustment.department_id for adjustment in chosen}
    transaction.on_commit(lambda: ask_anew(departments), robust=True)
    return act


def _check_publishable(user, adjustment):
    # Of all before any is published: their departments agreed to each other as their lists are now.
    Permit(user, adjustment).check(Step.PUBLISH)
    asking.check_confirmed(adjustment)


def _publish(user, adjustment, act):
    with locked(adjustment) as current:
        # Of a department's several applications each is brought onto the edition of the one before.
        if current.state != State.APPROVED:
            raise Conflict(
                f"{named(current)}与同时公布的另一份申请改动了相同的内容，不能一起公布。请先公布一份。"
            )
        conditions.check_sealed(current)
        conditions.check_base(current)
        conditions.check_changes(current)
        edition = _put_in_force(user, current, act)
    bring_others_onto(user, edition, f"此后已公布{edition.label}。")


def _put_in_force(user, adjustment, act):
    """Publish what a locked adjustment carries (returns the Edition)."""
    note(adjustment, user, Step.PUBLISH, act.decision_number)
    adjustment.state = State.PUBLISHED
    adjustment.act = act
    save(adjustment)
    try:
        return publish_edition(adjustment.draft, act.effective_from, proofs.of_act(adjustment))
    except PublicationError as error:
        raise Conflict(str(error)) from error


@transaction.atomic
@log.at_the_end()
def cancel(user, adjustments, reason, decision_number):
    """Cancel scheduled editions before their day, all of them or none.

    ``adjustments``, which published them, is a list of (Adjustment, seen). Their editions keep
    number and digest and come into force never; drafts that rest on one are brought back onto the
    edition before it, without what it had changed.
    """
    cancelled = _cancel(user, adjustments, reason, decision_number)
    for department in {one.department for one in cancelled}:
        cancelling.check_nothing_left_hanging(department)
        if latest := conditions.latest_edition(department):
            because = f"已公布的后一版已取消施行，草稿转回{latest.label}。"
            bring_others_onto(user, latest, because)
    cancelling.check_still_ahead(cancelled)


@transaction.atomic
@log.at_the_end()
def postpone(user, adjustments, effective_from, reason, decision_number):
    """Cancel scheduled editions, and publish the same texts from another day (returns the Act).

    The approvals stand, since they are for these very texts; ``adjustments`` as for ``cancel``.
    """
    cancelling.check_other_day(adjustments, effective_from)
    said = f"{reason}\n改为{date_format(effective_from)}起施行。" if reason.strip() else ""
    cancelled = _cancel(user, adjustments, said, decision_number)
    act = Act.objects.create(
        decision_number=decision_number, effective_from=effective_from, published_by=user
    )
    editions = {}
    for adjustment in reversed(cancelled):
        repeat = cancelling.repeat_of(adjustment, act)
        separation.check_publication(user, repeat)
        editions[adjustment.department_id] = _put_in_force(user, repeat, act)
    for edition in editions.values():
        because = f"前一版改日施行，成为{edition.label}，文字没有变动。"
        bring_others_onto(user, edition, because)
    cancelling.check_still_ahead(cancelled)
    return act


def _cancel(user, adjustments, reason, decision_number):
    """Cancel what some adjustments published (returns them, the last edition first)."""
    conditions.require(rights.publishes(user), "您没有公布清单的权限。")
    separation.check_publisher(user)
    cancelling.check_said(adjustments, reason, decision_number)
    lock_departments({adjustment.department_id for adjustment, _ in adjustments})
    cancelled = []
    # Each edition rests on the one before it.
    for adjustment, seen in cancelling.from_the_last(adjustments):
        with locked(adjustment, seen) as current:
            Permit(user, current).check(Step.CANCEL)
            cancelling.cancel(current, user, reason, decision_number)
            note(current, user, Step.CANCEL, f"{decision_number}：{reason}")
        cancelled.append(current)
    return cancelled


def ask_anew(departments):
    """Ask again where one of some departments (keys, or a query of them) agreed to what a draft says
    of it, and its own list has changed since. Each in a transaction of its own; who submitted asks.
    """
    under_review = Adjustment.objects.filter(
        state__in=[State.SUBMITTED, State.APPROVED], opinions__department__in=departments
    )
    for adjustment in under_review.distinct():
        if not asking.unasked(adjustment):
            continue  # not to grow its version, on which somebody may be deciding
        with locked(adjustment) as current:
            if current.state in (State.SUBMITTED, State.APPROVED):
                submitted = current.decisions.filter(step__in=(Step.SUBMIT, Step.SPLIT)).last()
                asking.ask_about_boundaries(current, submitted.by)
