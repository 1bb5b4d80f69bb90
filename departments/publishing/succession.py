"""Which edition takes which one's place: those that were cancelled stand in no succession."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..models import Edition


@dataclass(frozen=True)
class Course:
    """What becomes of an edition outside its digest.

    ``follows`` is the number of the edition whose place it takes, ``effective_to`` the day on
    which another takes its own, ``cancelled_on`` the day on which it was cancelled.
    """

    follows: int | None = None
    effective_to: date | None = None
    cancelled_on: date | None = None


def courses(editions):
    """The course of each published edition of the departments of some editions (one query).

    A dict of Course by primary key of the department and number.
    """
    found, standing = {}, defaultdict(list)
    for department, number, begins, cancelled_on in _published_beside(editions):
        if cancelled_on:
            found[department, number] = Course(cancelled_on=cancelled_on)
        else:
            standing[department].append((number, begins))
    for department, line in standing.items():
        befores, afters = [None, *line], [*line[1:], None]
        for before, (number, _), after in zip(befores, line, afters, strict=False):
            found[department, number] = Course(before and before[0], after and after[1])
    return found


def predecessors(editions):
    """The edition whose place each of some uncancelled editions takes, None for a first one.

    A dict of Edition by Edition; one query, and none for no editions.
    """
    editions = list(editions)
    if not editions:
        return {}
    lines = defaultdict(list)
    beside = Edition.objects.uncancelled().filter(
        department__in={edition.department_id for edition in editions}
    )
    for one in beside.select_related("department").order_by("department_id", "number"):
        lines[one.department_id].append(one)
    before = {after: one for line in lines.values() for one, after in pairwise(line)}
    return {edition: before.get(edition) for edition in editions}


def _published_beside(editions):
    published = Edition.objects.published().filter(
        department__in={edition.department_id for edition in editions}
    )
    return published.order_by("department_id", "number").values_list(
        "department_id", "number", "effective_from", "cancellation__cancelled_on"
    )
