"""The cells of a matter's table, merged as in the printed list.

The lists print one basis or case beside several parties by merging cells downwards; in the data
the merged cells below the first are empty. An empty cell with nothing above it is not merged: the
list has nothing there.
"""

from dataclasses import dataclass
from itertools import pairwise

COLUMNS = ("name", "responsibility", "basis", "case")


@dataclass(frozen=True)
class Cell:
    """A cell of a column, and how many rows it covers."""

    column: str
    text: str
    span: int

    @property
    def shared(self):
        """How many further rows share the cell's text; none where the list has no text."""
        return self.span - 1 if self.text else 0


@dataclass(frozen=True)
class Row:
    """A party's row with the cells that begin in it."""

    party: object
    cells: list[Cell]


def merge(parties):
    """The table rows of a matter's parties, in order (list of Row)."""
    columns = [_merge_column(column, parties) for column in COLUMNS]
    return [
        Row(party, [cells[place] for cells in columns if place in cells])
        for place, party in enumerate(parties)
    ]


def _merge_column(column, parties):
    """The cells of one column by the place of the row in which they begin (dict)."""
    texts = [getattr(party, column) for party in parties]
    starts = [place for place, text in enumerate(texts) if text or place == 0]
    return {
        start: Cell(column, texts[start], end - start)
        for start, end in pairwise([*starts, len(texts)])
    }
