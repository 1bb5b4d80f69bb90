"""What a comparison of two editions is made of."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from ..models import Edition
from .entries import NAMES, EntryComparison, FieldComparison


@dataclass(frozen=True)
class Group:
    """A section of the lists (or the annexes, notes or headings) with its entries compared.

    The entries stand in the order of the new edition, those taken out where they stood.
    """

    key: str
    title: str
    entries: list[EntryComparison]

    @cached_property
    def amended(self):
        """Entries added, removed, changed or moved."""
        return [each for each in self.entries if each.badges]

    @cached_property
    def formal(self):
        """Entries that differ in nothing but punctuation, width, spaces or numbering."""
        return [each for each in self.entries if each.differs and not each.badges]

    @cached_property
    def same(self):
        """Entries that do not differ at all."""
        return [each for each in self.entries if not each.differs]


@dataclass(frozen=True)
class Comparison:
    """What distinguishes two editions.

    ``names`` are the list's title, its type and the names of the department; ``groups`` the
    sections and, last, the annexes; ``beside`` the notes and the printed headings of the sections.
    Only entries and annexes are counted.
    """

    old: Edition | None
    new: Edition | None
    names: list[FieldComparison]
    groups: list[Group]
    beside: list[Group]

    @cached_property
    def counts(self):
        """How many entries were added, removed, changed and moved (dict).

        An entry that was changed and moved counts in both.
        """
        return counts(entry for group in self.groups for entry in group.entries)

    @cached_property
    def formal(self):
        """How many entries differ in nothing but punctuation, width, spaces or numbering."""
        return sum(len(group.formal) for group in self.groups)

    @cached_property
    def same(self):
        """How many entries do not differ at all."""
        return sum(len(group.same) for group in self.groups)

    @property
    def changed_names(self):
        """The names that differ (list of FieldComparison)."""
        return [name for name in self.names if name.text.kind != "same"]

    @property
    def changed_lines(self):
        """The notes and printed headings that differ (list of EntryComparison)."""
        return [each for group in self.beside for each in group.entries if each.differs]

    @property
    def changed_beside(self):
        """All that differs beside the entries: these lines, and annexes (list of EntryComparison)."""
        *_, annexes = self.groups
        return [*self.changed_lines, *(each for each in annexes.entries if each.differs)]

    @property
    def is_empty(self):
        """Whether the two editions say the same, to the letter."""
        amended = any(self.counts.values()) or self.formal
        return not (amended or self.changed_names or self.changed_lines)


def counts(entries):
    """How many entries were added, removed, changed and moved (dict)."""
    found = Counter()
    for entry in entries:
        found[entry.kind] += 1
        found["moved"] += entry.pair.moved
    return {name: found[name] for name in NAMES}
