"""The statutes that a district's lists cite, to be offered where a basis is written."""

import re
from collections import Counter
from functools import lru_cache

from departments.models import Edition, section_models
from departments.sections import Holds
from departments.texts.columns import fields_of

from ...drafts.sections import row_model

_TITLE = re.compile(r"《[^《》\n]{2,60}》(?:[（(][^（()）]{2,30}号[)）])?")


def offered(model, district):
    """The statutes to be offered in a section (list of str): where it has a basis."""
    holds = {column.holds for column in model.section.rows.columns}
    return cited_in(district) if Holds.BASIS in holds else []


def cited_in(district):
    """The titles in 《》 of the lists in force in a district, the most cited first (list of str)."""
    editions = Edition.objects.in_force().filter(department__district=district)
    return _cited_in(tuple(editions.order_by("pk").values_list("pk", flat=True)))


def added_to(basis, title):
    """A basis with a statute added on a line of its own, unless it names it already (str)."""
    title = title.strip()
    return basis if title in basis else "\n".join(filter(None, [basis.rstrip(), title]))


@lru_cache(maxsize=8)
def _cited_in(editions):
    # Published editions never change, so what they cite is remembered by their keys.
    found = Counter(title for text in _texts(editions) for title in _TITLE.findall(text))
    return [title for title, _ in found.most_common()]


def _texts(editions):
    for model in section_models():
        rows = row_model(model)
        for one, path in ((model, "edition__in"), (rows, f"{rows.edition_path}__in")):
            found = one.objects.filter(**{path: editions}).order_by()
            for texts in found.values_list(*fields_of(one)):
                yield from texts
            for extras in found.exclude(extras=[]).values_list("extras", flat=True):
                yield from (extra["text"] for extra in extras)
