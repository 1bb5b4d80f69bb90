"""What the public pages of the lists are made of, asked for once a second and district."""

from functools import lru_cache
from time import monotonic

from departments.shown.state import shown_state


def published_state(slug=None):
    """As ``shown_state``, at most a second old."""
    return _state_in_second(slug, int(monotonic()))


@lru_cache(maxsize=256)
def _state_in_second(slug, second):
    return shown_state(slug)
