"""The district whose lists a request asks about."""

from functools import lru_cache
from time import monotonic

from django.conf import settings

from departments.models import District, Edition
from departments.reading.refusals import NotPublic


class UnknownDistrict(NotPublic):
    """No such district has published lists; the text is shown to users."""


def published_districts():
    """The districts with published lists, in the order of their codes; at most a second old."""
    return _districts_in_second(int(monotonic()))


@lru_cache(maxsize=1)
def _districts_in_second(second):
    published = Edition.objects.uncancelled()
    return tuple(District.objects.filter(departments__editions__in=published).distinct())


def forget():
    """Look at the database for the next question: for tests, where one follows another."""
    _districts_in_second.cache_clear()


def chosen_district(code=""):
    """The district of a code; without one the configured or first one, None if there is none yet.

    Raises UnknownDistrict for a code that is no district's.
    """
    found = published_districts()
    if not code:
        preferred = [one for one in found if one.code == settings.SEARCH_DISTRICT]
        return next(iter(preferred or found), None)
    for one in found:
        if one.code == code:
            return one
    raise UnknownDistrict(f"没有代码为“{code[:20]}”的区县，或者它还没有公布的清单。")
