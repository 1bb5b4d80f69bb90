"""The subjects (共管事项) of a district's matters, which answers lead to; at most a second old."""

from functools import lru_cache
from time import monotonic

from boundaries.models import Side, Subject


def subjects_of_matters(district):
    """The Subject of each boundary matter that has one, with slug and title only (dict by key).

    A matter's key is the slug of its department and its code.
    """
    return {
        (department, code): Subject(slug=slug, title=title)
        for department, code, slug, title in subjects_state(district)
    }


def subjects_state(district):
    """All that answers show of subjects, as a value that changes with it (tuple of rows)."""
    return _state_in_second(district.pk, int(monotonic()))


@lru_cache(maxsize=16)
def _state_in_second(district, second):
    sides = Side.objects.filter(state=Side.State.CONFIRMED, subject__district=district)
    columns = ("department__slug", "code", "subject__slug", "subject__title")
    return tuple(sides.order_by("pk").values_list(*columns))


def forget():
    """Look at the database for the next question: for tests, where one follows another."""
    _state_in_second.cache_clear()
