"""The entries of an answer as an address chooses among them: facets, and hits by department."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from departments.pages.facets import Chip, Choice, Facet

from ..addresses import department_address, entry_address
from ..engine.answer import SECTION_TITLES
from ..engine.documents import EntryText, NamedDepartment

#: Entries shown before all are asked for.
SHOWN = 10
#: Choices of a facet; more of them help nobody to choose.
CHOICES = 6
#: Characters of a heading: a duty's is a whole paragraph.
LONGEST_HEADING = 60
#: Parameters of an address that make the question, and the one that shows all entries.
QUESTION, ALL = ("q", "district", "literal"), "all"
#: What one may choose by: parameter of the address and attribute of an entry, with its title.
TITLES = {"department": "部门", "section": "清单部分"}


@dataclass(frozen=True)
class Hit:
    """A found entry; its texts are safe HTML in which the words asked for are marked."""

    entry: EntryText
    heading: SafeString
    extract: SafeString

    @property
    def address(self):
        return entry_address(self.entry)

    @property
    def place(self):
        """Where it stands in its list, e.g. 部门职责 · D-0007."""
        return f"{SECTION_TITLES[self.entry.section]} · {self.entry.code}"


@dataclass(frozen=True)
class Group:
    """Hits of one body, in their order."""

    body: NamedDepartment
    hits: list[Hit]

    @property
    def address(self):
        return department_address(self.body.slug)


class Narrowing:
    """What an address chooses among found entries; ``params`` is a QueryDict, ``bodies`` by slug."""

    def __init__(self, entries, bodies, highlighter, params):
        self._entries = entries
        self._bodies = bodies
        self._highlighter = highlighter
        self._question = urlencode({name: params[name] for name in QUESTION if name in params})
        self._chosen = {name: params[name] for name in TITLES if params.get(name)}
        self._all = ALL in params

    @cached_property
    def found(self):
        """The found entries that fit the choices (list of FoundEntry)."""
        return self._fitting(self._chosen)

    def groups(self):
        """The hits to show by body, in the order of each body's first one (list of Group)."""
        groups = {}
        for found in self.found[: None if self._all else SHOWN]:
            groups.setdefault(found.entry.department, []).append(self._hit(found))
        return [Group(self._bodies[slug], hits) for slug, hits in groups.items()]

    @property
    def address_of_all(self):
        """The address that shows all entries; empty where they are shown."""
        return "" if self._all or len(self.found) <= SHOWN else self._address({ALL: "1"})

    def facets(self):
        """The facets that leave a choice among many entries, or hold one (list of Facet)."""
        found = [self._facet(name) for name in TITLES]
        many = len(self._entries) > SHOWN
        return [one for one in found if (many and len(one.choices) > 1) or one.name in self._chosen]

    def chips(self):
        """The choices made, each with the address without it (list of Chip)."""
        return [
            Chip(f"{TITLES[name]}：{self._label(name, value)}", self._address({name: ""}))
            for name, value in self._chosen.items()
        ]

    def _fitting(self, chosen):
        return [
            one
            for one in self._entries
            if all(getattr(one.entry, name) == value for name, value in chosen.items())
        ]

    def _hit(self, found):
        extract = self._highlighter.extract
        return Hit(found.entry, extract(found.entry.title, LONGEST_HEADING), extract(found.snippet))

    def _facet(self, name):
        others = {key: value for key, value in self._chosen.items() if key != name}
        counts = Counter(getattr(one.entry, name) for one in self._fitting(others))
        most = counts.most_common(CHOICES)
        return Facet(name, TITLES[name], [self._choice(name, *counted) for counted in most])

    def _choice(self, name, value, count):
        chosen = self._chosen.get(name) == value
        address = self._address({name: "" if chosen else value})
        return Choice(f"{name}-{value}", self._label(name, value), count, address, chosen)

    def _label(self, name, value):
        if name == "section":
            return SECTION_TITLES.get(value, value)
        return self._bodies[value].short_name if value in self._bodies else value

    def _address(self, changes):
        """The address with other choices; an empty value drops one."""
        chosen = {name: value for name, value in (self._chosen | changes).items() if value}
        return f"?{self._question}&{urlencode(chosen)}" if chosen else f"?{self._question}"
