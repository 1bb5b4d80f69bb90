"""The search as pages, API and the ``ask`` command call it."""

from time import perf_counter

from django.conf import settings

from departments.models import District

from .answer import answer
from .registry import indexes

#: The most entries that one question may ask for.
MOST = 100


class UnknownDistrict(LookupError):
    """There is no such district, or it is not clear which one; the text is shown to users."""


def ask(question, district=None, limit=20, literally=False):
    """Answer a question about a district's lists (returns an Answer, milliseconds taken).

    ``district`` is a District, the only or configured one by default. Any text can be asked,
    whatever its length or characters; it never raises for it. Raises UnknownDistrict.
    """
    begun = perf_counter()
    ready = indexes.get(district or find_district())
    limit = max(1, min(limit, MOST))
    found = answer(question, ready.index, ready.vocabulary, limit, literally)
    return found, (perf_counter() - begun) * 1000


def find_district(code=""):
    """The district of a code; without one the configured or only one. Raises UnknownDistrict."""
    code = code or settings.SEARCH_DISTRICT
    if code:
        found = District.objects.filter(code=code).first()
        if not found:
            raise UnknownDistrict(f"没有代码为“{code[:20]}”的区县。")
        return found
    districts = list(District.objects.all()[:2])
    if len(districts) == 1:
        return districts[0]
    if not districts:
        raise UnknownDistrict("还没有任何区县的清单。")
    raise UnknownDistrict("有多个区县，请指明行政区划代码，如 430408。")
