"""The subjects (共管事项) to which the matters of an answer belong."""

from functools import lru_cache
from time import monotonic

from boundaries.models import Side


def subjects_of(entries):
    """The subjects of boundary matters, by the matters' keys (dict; one query, none for none)."""
    if not entries:
        return {}
    sides = Side.objects.filter(
        state=Side.State.CONFIRMED,
        department__slug__in=[entry.department for entry in entries],
        code__in=[entry.code for entry in entries],
    )
    return {
        (side.department.slug, side.code): side.subject
        for side in sides.select_related("department", "subject")
    }


def subjects_state():
    """All that answers show of subjects, as a value that changes with it; at most a second old."""
    return _state_in_second(int(monotonic()))


@lru_cache(maxsize=1)
def _state_in_second(second):
    columns = ("state", "department", "code", "subject__slug", "subject__title")
    return tuple(Side.objects.order_by("pk").values_list(*columns))
