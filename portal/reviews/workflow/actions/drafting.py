"""The actions of editors: an adjustment begun, written, handed in, called back, taken back."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from departments.models import Edition
from departments.protection.immutability import records_of
from departments.publishing.drafts import draft_from
from portal.accounts.audit import log

from ...authority import separation
from ...drafts import copying, origins
from ...drafts.rebase import take_theirs
from ...models import Adjustment, Clash, State, Step
from ...models.kinds import CAME_TO_NOTHING
from ...refusals import Conflict
from .. import asking, conditions, stages
from ..locking import lock_departments, locked
from ..permits import Permit
from .rebasing import bring_onto
from .recording import contribute, move, note, save, seal

#: What an application says, beside the draft that it carries.
DESCRIBED = ("kind", "cause", "reasons", "basis", "follow_on")


def drafts_in_use(department):
    """The drafts of a department from which something may still come (a queryset of Edition).

    Not those of adjustments that were withdrawn or rejected: the same text may be begun anew.
    """
    came_to_nothing = Adjustment.objects.filter(state__in=CAME_TO_NOTHING)
    drafts = Edition.objects.drafts().filter(department=department)
    return drafts.exclude(pk__in=came_to_nothing.values("draft"))


@transaction.atomic
def open_adjustment(user, department, kind, cause, *, start_from=None, draft=None):
    """Begin a next edition of a department's list (returns the Adjustment).

    The draft begins as the latest published edition, or as ``start_from``, an earlier one of the
    same department that is to come back; or it is ``draft``, which an import left: that is brought
    onto the latest edition. Whoever made it has a hand in the adjustment.
    """
    conditions.check_editor_of(user, department)
    # A publication under way would find no adjustment to bring onto its edition.
    lock_departments([department.pk])
    latest = conditions.latest_edition(department)
    conditions.check_kind(kind, latest)
    conditions.check_first(department, kind)
    if start_from and (start_from.department_id != department.pk or not start_from.is_published):
        raise Conflict("只能从本部门已公布的版本开始。")
    if draft:
        conditions.check_unclaimed(draft, department)
    adjustment = Adjustment.objects.create(
        department=department,
        draft=draft or draft_from(start_from or latest, department),
        base=latest,
        kind=kind,
        cause=cause,
        opened_by=user,
    )
    authors = log.writers_of(records_of(draft)) if draft else []
    for author in {user, *authors}:
        contribute(adjustment, author)
    begun = origins.begin(adjustment, start_from) if draft or start_from else ""
    note(adjustment, user, Step.OPEN, begun)
    return adjustment


@transaction.atomic
def begin_another(user, adjustment):
    """Begin another adjustment with all that one says that came to nothing (returns the new one).

    On the latest edition: what was published since is merged as ever. Whoever had a hand in the
    first has one in the second.
    """
    department = adjustment.department
    lock_departments([department.pk])
    adjustment.refresh_from_db()
    conditions.check_beginning_another(user, adjustment)
    latest = conditions.latest_edition(department)
    conditions.check_kind(adjustment.kind, latest)
    conditions.check_first(department, adjustment.kind)
    another = copying.another_of(adjustment, user)
    contribute(another, user)
    note(another, user, Step.OPEN, f"另拟自第 {adjustment.pk} 号")
    if another.base != latest:
        bring_onto(user, another, latest, f"此后已公布{latest.label}。")
    return another


@contextmanager
def editing(user, adjustment, seen=None):
    """A draft under the lock, for the code that edits it (gives the Adjustment).

    Without ``seen`` another's edits since are no obstacle: that code then compares what it writes.
    """
    with locked(adjustment, seen) as current:
        conditions.check_editing(user, current)
        contribute(current, user)
        yield current


def describe(user, adjustment, seen, **fields):
    """Write what an application says: kind, cause, reasons, basis, follow_on."""
    with editing(user, adjustment, seen) as current:
        before = {name: getattr(current, name) for name in DESCRIBED}
        after = before | {name: fields[name] for name in DESCRIBED if name in fields}
        if after == before:
            return
        conditions.check_kind(after["kind"], current.base)
        for name, value in after.items():
            setattr(current, name, value)
        save(current)
        log.note(log.Kind.WRITE, current, "填写申请", user=user, before=before, after=after)


def decide_clash(user, adjustment, seen, clash, choice):
    """Choose between the draft's text of an entry and that of the edition published meanwhile."""
    with editing(user, adjustment, seen) as current:
        clash = current.clashes.filter(pk=clash.pk, choice="").first()
        if clash is None:
            raise Conflict("这一条目已经作了取舍。")
        if choice == Clash.Choice.THEIRS:
            take_theirs(clash)
        clash.choice = choice
        clash.save(update_fields=["choice"])
        note(current, user, Step.DECIDE, f"{clash}：{clash.get_choice_display()}")


def submit(user, adjustment, seen):
    """Hand a draft in for review: its text is fixed, the first stage opens."""
    with locked(adjustment, seen) as current:
        Permit(user, current).check(Step.SUBMIT)
        conditions.check_complete(current)
        conditions.check_nothing_unsaved(user, current)
        conditions.check_base(current)
        contribute(current, user)
        current.state = State.SUBMITTED
        current.round += 1
        current.submitted_at = timezone.now()
        seal(current)
        separation.keep_settings(current)
        save(current)
        stages.lay_out(current)
        asking.ask_about_boundaries(current, user)
        note(current, user, Step.SUBMIT)


def recall(user, adjustment, seen, comment=""):
    """Call an adjustment back to drafting; its review begins anew when it is submitted again."""
    with locked(adjustment, seen) as current:
        Permit(user, current).check(Step.RECALL)
        move(current, user, Step.RECALL, State.DRAFT, comment)


def withdraw(user, adjustment, seen, comment=""):
    """Take an adjustment back for good; its text can begin another one."""
    with locked(adjustment, seen) as current:
        Permit(user, current).check(Step.WITHDRAW)
        move(current, user, Step.WITHDRAW, State.WITHDRAWN, comment)
