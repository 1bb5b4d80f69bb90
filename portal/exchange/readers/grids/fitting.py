"""Which column each cell of a table stands in.

In a sound table the cells run through the columns, row after row, blank lines between the rows.
In these tables a 序号 cell is missing, a row is shifted to the left, two cells and a row break
are lost, a blank line stands inside a row. So the cells are fitted to the columns as a whole:
of all ways to lay them out in rows, in order, the one is taken that has the fewest faults.
Faults are a column left out, a row that ends early or begins late, a blank line inside a row,
a text that looks odd in its column. This is a shortest path over the cells: it takes time in
proportion to their number.
"""

from enum import Enum
from operator import itemgetter
from typing import NamedTuple

from departments.sections import Holds

from ..declared import EXTRA
from ..lines import squeeze
from ..numbering import take_number
from ..words import cites, is_body


class Separation(Enum):
    """What parts a cell from the one before: nothing, a blank line, or a loss in the export."""

    NONE = "none"
    BLANK = "blank"
    LOSS = "loss"


class _Faults(NamedTuple):
    """What it costs, after a separation, to go on in the next column or in a later one, and to
    begin a new row; and for each column left out of a row, at its end, beginning or between."""

    next_column: float
    later_column: float
    new_row: float
    early_end: float
    late_begin: float
    left_out: float


_FAULTS = {
    Separation.NONE: _Faults(0, 0, 4, 3, 2, 3),
    Separation.BLANK: _Faults(1, 1, 0, 3, 2, 3),
    Separation.LOSS: _Faults(2, 0, 0, 0.3, 0.3, 0.5),
}

_KINDS = ("empty", "number", "body", "citation", "phrase", "sentence")
#: How odd each kind of text (in the order of _KINDS) looks in a column, by what the column holds.
_ODDITY = {
    Holds.NUMBER: (0, 0, 6, 6, 6, 6),
    Holds.NAME: (0, 4, 4, 2, 0, 2),
    Holds.TEXT: (0, 4, 1, 1, 0, 0),
    Holds.NOTE: (0, 2, 1, 0, 2, 2),
    Holds.KIND: (0, 4, 3, 4, 0, 4),
    Holds.PARTY: (0, 4, 0, 4, 3, 4),
    Holds.HANDLER: (0, 3, 0, 3, 1, 3),
    Holds.BASIS: (0, 3, 3, 0, 2, 2),
    Holds.CASE: (0, 4, 3, 1, 0, 0),
    Holds.HEADING: (0, 4, 4, 2, 0, 2),
}
#: A body looks odder in a text beside which the table has a column for bodies.
_TEXT_BESIDE_BODIES = (0, 4, 4, 1, 0, 0)
_EXTRA = (0, 0, 0, 0, 0, 0)
#: Beyond the last column an empty cell is a small fault, a text a grave one.
_OVERFLOW = (1, 8, 8, 8, 8, 8)

_NO_WAY = (float("inf"), (0, True))
_cost = itemgetter(0)


class Place(NamedTuple):
    """Where a cell stands: its column (the number of columns, if beyond the last), and whether
    it is the first of its row."""

    column: int
    begins_row: bool


def fit(cells, columns):
    """The Place of each cell. Cells have ``text`` and ``separation``; columns are at least two."""
    oddities = [*_oddities(columns), _OVERFLOW]
    width, costs, trail = len(columns), None, []
    for cell in cells:
        faults = _FAULTS[cell.separation]
        ways = _step(costs, faults, width) if trail else _begin(0, 0, faults, width)
        kind = _KINDS.index(kind_of(cell.text))
        costs = [way[0] + oddity[kind] for way, oddity in zip(ways, oddities, strict=True)]
        trail.append([origin for _, origin in ways])
    return _walk_back(costs, trail, width)


def _oddities(columns):
    """The row of _ODDITY for each column."""
    has_bodies = any(column.holds in (Holds.PARTY, Holds.HANDLER) for column in columns)
    texts = {Holds.TEXT: _TEXT_BESIDE_BODIES} if has_bodies else {}
    oddity = _ODDITY | texts
    return [_EXTRA if column is EXTRA else oddity[column.holds] for column in columns]


def _step(costs, faults, width):
    """The cheapest way to each column from the cell before: (cost, (its column, new row?))."""
    ended, last = _row_end(costs, faults.early_end, width)
    begin = _begin(ended + faults.new_row, last, faults, width)
    onward = [(cost + faults.next_column, (c, False)) for c, cost in enumerate(costs)]
    beyond = [_NO_WAY] * width + onward[width:]
    onward = [_NO_WAY, *onward[:width]]
    later = _later(costs, faults, width)
    return [min(ways, key=_cost) for ways in zip(later, onward, begin, beyond, strict=True)]


def _begin(cost, last, faults, width):
    """The ways to begin a row."""
    return [(cost + faults.late_begin * c, (last, True)) for c in range(width)] + [_NO_WAY]


def _later(costs, faults, width):
    """The ways to go on in a row that leave columns out."""
    ways, best = [_NO_WAY, _NO_WAY], _NO_WAY
    for c in range(width - 2):
        best = min(best, (costs[c] + faults.later_column, (c, False)), key=_cost)
        best = (best[0] + faults.left_out, best[1])
        ways.append(best)
    return [*ways, _NO_WAY]


def _row_end(costs, early_end, width):
    """Least cost to have ended the row, and the column of its last cell."""
    ends = [cost + early_end * max(width - 1 - c, 0) for c, cost in enumerate(costs)]
    least = min(ends)
    return least, ends.index(least)


def _walk_back(costs, trail, width):
    if not trail:
        return []
    column = _row_end(costs, _FAULTS[Separation.NONE].early_end, width)[1]
    places = []
    for origins in reversed(trail):
        origin, begins_row = origins[column]
        places.append(Place(column, begins_row))
        column = origin
    return places[::-1]


def kind_of(text):
    """What a cell's text looks like: one of _KINDS."""
    if not text:
        return "empty"
    if _is_number(text):
        return "number"
    if is_body(text):
        return "body"
    if cites(text):
        return "citation"
    return "phrase" if len(text) <= 40 and "。" not in text and "；" not in text else "sentence"


def _is_number(text):
    word = squeeze(text) if len(text) <= 20 else ""
    if not 0 < len(word) <= 6:
        return False
    number = take_number(word)
    return any(char.isdigit() for char in word) or bool(number and not number.rest)
