"""One writer at a time for an adjustment, who says which version of it they saw."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from departments.models import Department

from ..models import Adjustment
from ..models.kinds import ALLOWED, ENDED
from ..refusals import Conflict


@contextmanager
def locked(adjustment, seen=None):
    """The adjustment as it stands, locked for one transaction; its version grows at the end.

    ``seen`` is the version on which the user decided, if they decided on the whole. Raises
    Conflict if it is another by now.
    """
    with transaction.atomic():
        current = _rows().get(pk=adjustment.pk)
        _check_seen(current, seen)
        yield current
        _grow(current)


def lock_as_seen(pairs):
    """Lock several adjustments for the transaction (pairs of Adjustment and version seen).

    Returns them as they stand, by their keys. Raises Conflict if one has another version by now.
    """
    versions = {adjustment.pk: seen for adjustment, seen in pairs}
    current = list(_rows().filter(pk__in=versions).order_by("pk"))
    for one in current:
        _check_seen(one, versions[one.pk])
    return current


def _rows():
    # Not their keys: whoever writes something that only refers to one need not wait, nor be
    # waited for while they hold the log.
    return Adjustment.objects.select_for_update(of=("self",), no_key=True)


def _check_seen(adjustment, seen):
    if seen is not None and adjustment.version != seen:
        raise Conflict(_overtaken(adjustment))


def _overtaken(current):
    """What to say to whoever saw an earlier version (str): where it stands, if it has moved on."""
    state = current.standing_label
    if current.state in ENDED:
        return f"您打开页面之后，这份调整申请已经结束，状态是“{state}”，不再办理。"
    return (
        f"您打开页面之后，这份调整申请已有新的变动，现在的状态是“{state}”。请刷新后查看，再作决定。"
    )


def lock_departments(keys):
    """Lock departments (primary keys) for the transaction: none gets an edition meanwhile.

    Before any adjustment is locked, and in one order: so no two wait for each other.
    """
    list(Department.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _grow(current):
    # SQLite has no row locks: there this condition finds whoever wrote in between.
    grown = Adjustment.objects.filter(pk=current.pk, version=current.version)
    if not grown.update(version=F("version") + 1):
        raise Conflict("另一人刚刚改动了这份调整申请。请刷新后查看，再作决定。")


def check_state(adjustment, step):
    """Raise Conflict if a step may not be taken from where the adjustment stands."""
    if adjustment.state not in ALLOWED[step]:
        raise Conflict(
            f"这份调整申请的状态是“{adjustment.get_state_display()}”，不能{step.label}。"
        )
