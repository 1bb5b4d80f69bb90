"""Which codes the entries of a new list get: those of the same entries before it, else new ones."""

from dataclasses import dataclass

from departments.models import Department, Edition
from departments.publishing.codes import new_codes

from .matching import Wording, match_entries, match_equal


@dataclass(frozen=True)
class Codes:
    """The codes of a list whose text comes from one of some editions, the likest first.

    An entry that is none of theirs is a new one, unless the ``latest`` edition says the same by
    now, to the letter.
    """

    department: Department
    origins: list[Edition]
    latest: Edition | None = None

    def of(self, model, wordings):
        """The codes of the entries of a section, given by their Wordings (list of str)."""
        codes = [None] * len(wordings)
        for origin in self.origins:
            _fill(codes, wordings, _wordings(model, origin), match_entries)
        if self.latest:
            _fill(codes, wordings, _wordings(model, self.latest), match_equal)
        fresh = iter(new_codes(self.department, model.code_prefix, codes.count(None)))
        return [code or next(fresh) for code in codes]


def _fill(codes, wordings, known, match):
    """Give entries without a code that of their match among those known that no other has."""
    free = [place for place, code in enumerate(codes) if code is None]
    unused = {code: wording for code, wording in known.items() if code not in codes}
    pairs = match(list(unused.values()), [wordings[place] for place in free])
    for place, i in zip(free, pairs, strict=True):
        if i is not None:
            codes[place] = list(unused)[i]


def _wordings(model, edition):
    """The Wordings of an edition's entries by their codes, in their order (dict)."""
    entries = model.objects.filter(edition=edition).order_by("position")
    records = [entry.to_record() for entry in entries.prefetch_related(model.rows_name)]
    return {record["code"]: Wording.of(model.section, record) for record in records}
