"""An entry in two editions: field by field and row by row."""

from dataclasses import dataclass
from functools import cached_property

from ..models import rows_of
from ..sections import Holds
from ..texts.columns import EXTRA, columns_of, name_place
from .matching import Pair, paired
from .rows import match_rows
from .texts import NumberComparison, TextComparison

#: What happens to entries and rows, in the words of the pages.
NAMES = {"added": "新增", "removed": "删去", "changed": "改动", "moved": "移动"}


@dataclass(frozen=True)
class FieldComparison:
    """One field: its Chinese label, and its two texts compared."""

    label: str
    text: TextComparison


@dataclass(frozen=True)
class Compared:
    """What entries and rows have in common: a pair, of which one side may be None."""

    model: type
    pair: Pair

    @property
    def kind(self):
        """added, removed, changed, formal or same; a move apart."""
        if self.is_one_sided:
            return "added" if self.pair.old is None else "removed"
        if self.pair.old == self.pair.new:
            return "same"
        # What is kept of it differs, though no text does: a further column that is empty.
        return "formal" if self.kind_of_difference == "same" else self.kind_of_difference

    @property
    def differs(self):
        return self.kind != "same" or self.pair.moved

    @property
    def is_one_sided(self):
        """Whether it stands in one edition only."""
        return self.pair.old is None or self.pair.new is None

    @cached_property
    def fields(self):
        """Its own fields that have a text in either edition (list of FieldComparison)."""
        return compare_fields(self.model, self.pair.old, self.pair.new)

    @property
    def badges(self):
        """What happened to it (list of pairs: kind, and its word for pages)."""
        kinds = [self.kind, *(["moved"] if self.pair.moved else [])]
        return [(kind, NAMES[kind]) for kind in kinds if kind in NAMES]


class RowComparison(Compared):
    """A row; the sides of its pair are Wordings without rows."""

    @cached_property
    def kind_of_difference(self):
        return strongest(field.text.kind for field in self.fields)

    @property
    def label(self):
        """What such a row is, e.g. 相关部门."""
        return str(self.model._meta.verbose_name)

    @property
    def called(self):
        """Its first text that is no number, if both editions have it the same (str)."""
        place = name_place(self.model)
        names = {side.texts[place] if side else "" for side in (self.pair.old, self.pair.new)}
        return names.pop() if len(names) == 1 else ""

    @property
    def number(self):
        """Its place in the new edition, or in the old one when it was taken out."""
        return self.pair.new_place or self.pair.old_place


@dataclass(frozen=True)
class EntryComparison(Compared):
    """An entry with its fields and rows; the sides of its pair are Wordings.

    ``anchor`` is its place on a page: the code, or what stands for it.
    """

    anchor: str
    code: str = ""

    @cached_property
    def rows(self):
        """Its rows of both editions in one order (list of RowComparison)."""
        if not getattr(self.model, "rows_name", ""):
            return []
        old, new = ((side.rows if side else ()) for side in (self.pair.old, self.pair.new))
        return compare_rows(rows_of(self.model).related_model, old, new)

    @property
    def different_rows(self):
        return [row for row in self.rows if row.differs]

    @property
    def same_rows(self):
        return [row for row in self.rows if not row.differs]

    @cached_property
    def kind_of_difference(self):
        rows = ("changed" if row.pair.moved else row.kind for row in self.rows)
        return strongest([*(field.text.kind for field in self.fields), *rows])

    @property
    def heading(self):
        """What it is called, verbatim (str)."""
        return (self.pair.new or self.pair.old).texts[name_place(self.model)]


def compare_fields(model, old, new):
    """The fields of two records, given as Wordings or None (list of FieldComparison)."""
    columns = columns_of(model)
    blank = ("",) * len(columns)
    sides = (side.texts if side else blank for side in (old, new))
    return [
        FieldComparison(column.label, _text_comparison(column, one, other))
        for column, one, other in zip(columns, *sides, strict=True)
        if one or other
    ] + _compare_extras(*(side.extras if side else () for side in (old, new)))


def _compare_extras(old, new):
    """Further columns by their headings, and the order of those that both sides have."""
    one, other = dict(old), dict(new)
    found = [
        FieldComparison(heading, TextComparison(one.get(heading, ""), other.get(heading, "")))
        for heading in one | other
        if one.get(heading) or other.get(heading)
    ]
    orders = ["、".join(h for h in side if h in one and h in other) for side in (one, other)]
    if orders[0] != orders[1]:
        found.append(FieldComparison(f"{EXTRA}的次序", TextComparison(*orders)))
    return found


def compare_rows(model, old, new):
    """The rows of two entries in one order (list of RowComparison)."""
    pieces = ([row.pieces for row in side] for side in (old, new))
    return [
        RowComparison(model, pair)
        for pair in paired(old, new, match_rows(*pieces, name_place(model)))
    ]


def strongest(kinds):
    """What happened to a record, from what happened to its parts: changed, formal or same."""
    kinds = set(kinds) - {"same"}
    return "same" if not kinds else "formal" if kinds == {"formal"} else "changed"


def _text_comparison(column, old, new):
    return (NumberComparison if column.holds is Holds.NUMBER else TextComparison)(old, new)
