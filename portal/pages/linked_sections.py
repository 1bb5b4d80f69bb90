"""The sections that the site leads to: those of every list, and those that some list in force has."""

from functools import lru_cache
from time import monotonic

from departments.reading.contents import sections_in_use


def linked_sections():
    """Their declarations in the order of a list (tuple of Section); at most a second old."""
    return _in_second(int(monotonic()))


@lru_cache(maxsize=1)
def _in_second(second):
    return tuple(sections_in_use())


def context(request):
    """For the templates of pages that may ask the database: error pages have no such context."""
    return {"linked_sections": linked_sections}
