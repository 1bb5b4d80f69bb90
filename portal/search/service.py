"""The search as pages, API and the ``ask`` command call it."""

from time import perf_counter

from .districts import UnknownDistrict, chosen_district
from .engine.answer import answer
from .indexing.registry import indexes

#: The most entries that one question may ask for.
MOST = 100


def ask(question, district=None, limit=20, literally=False):
    """Answer a question about a district's lists (returns an Answer, milliseconds taken).

    ``district`` is a District, by default the one that pages choose. Any text can be asked,
    whatever its length or characters; it never raises for it. Raises UnknownDistrict where no
    district has published lists yet.
    """
    begun = perf_counter()
    district = district or chosen_district()
    if district is None:
        raise UnknownDistrict("还没有任何区县公布清单。")
    ready = indexes.get(district)
    limit = max(1, min(limit, MOST))
    found = answer(question, ready.index, ready.vocabulary, limit, literally)
    return found, (perf_counter() - begun) * 1000
