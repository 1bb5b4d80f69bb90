"""Filters as links: what may be chosen, with counts, and what is chosen, ready to be removed."""

from dataclasses import dataclass
from zlib import crc32

from django.utils.formats import date_format

#: How many values of a facet stand open; the others fold away.
OPEN_VALUES = 10
#: How many values of a facet are offered at all; the search for text finds the others.
OFFERED_VALUES = 60


@dataclass(frozen=True)
class Choice:
    """A value of a facet: its address chooses it, or removes it if it is chosen.

    ``key`` names it on the page, the same whatever else is chosen, so that it keeps the focus.
    """

    key: str
    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    choices: list[Choice]

    @property
    def opened(self):
        return self.choices[:OPEN_VALUES]

    @property
    def folded(self):
        return self.choices[OPEN_VALUES:OFFERED_VALUES]

    @property
    def unfold(self):
        """Whether a chosen value stands among the folded ones."""
        return any(choice.chosen for choice in self.folded)


@dataclass(frozen=True)
class Chip:
    """A filter in use; its address is this page without it."""

    label: str
    address: str


class State:
    """The filters of an address: gives the addresses of the same page with one thing changed."""

    def __init__(self, params, names):
        """``params`` is a QueryDict; other parameters than ``names`` are left out of addresses."""
        self.params = params.copy()
        for name in params:
            self.params.setlist(name, [v for v in params.getlist(name) if v and name in names])

    def has(self, name, value):
        return value in self.params.getlist(name)

    def adding(self, name, value):
        return self._having(name, [*self.params.getlist(name), value])

    def choosing(self, name, value):
        """With this value as the only one of its filter."""
        return self._having(name, [value])

    def removing(self, name, value):
        return self._having(name, [v for v in self.params.getlist(name) if v != value])

    def dropping(self, name):
        return self._having(name, [])

    def pairs(self, without):
        """All (name, value) but those of one name, for the hidden fields of a form."""
        return [
            (name, value)
            for name, values in self.params.lists()
            for value in values
            if name != without
        ]

    def _having(self, name, values):
        params = self.params.copy()
        params.setlist(name, values)
        return f"?{params.urlencode()}"


def facets(filterset, state):
    """The facets of a filter set that leave a choice or hold one (list of Facet)."""
    found = [_facet(filterset, state, name, one) for name, one in filterset.facet_filters().items()]
    return [
        facet for facet in found if len(facet.choices) > 1 or any(c.chosen for c in facet.choices)
    ]


def chips(filterset, state, day):
    """The filters in use, in the order of the filter set, and the day (list of Chip)."""
    found = [Chip(f"{date_format(day)}施行的清单", state.dropping("on"))] if day else []
    for name, value in filterset.chosen_values().items():
        one = filterset.filters[name]
        if name == "q":
            found.append(Chip(f"文字：{value}", state.dropping(name)))
        else:
            found += [
                Chip(f"{one.label}：{label}", state.removing(name, key))
                for key, label in one.chosen(value)
            ]
    return found


def _facet(filterset, state, name, one):
    counted = one.counts(filterset.without(name)) if filterset.is_valid() else []
    return Facet(name, one.label, [_choice(state, name, one, *row) for row in counted])


def _choice(state, name, one, value, label, count):
    chosen = state.has(name, value)
    if chosen:
        address = state.removing(name, value)
    elif one.exclusive:
        address = state.choosing(name, value)
    else:
        address = state.adding(name, value)
    key = f"{name}-{crc32(str(value).encode(errors='replace')):08x}"
    return Choice(key, label, count, address, chosen)
