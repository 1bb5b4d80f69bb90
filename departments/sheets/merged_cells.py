"""Cells of an entry's rows, merged as in the printed list.

The lists print one text beside several rows by merging cells downwards; in the data the merged
cells below the first are empty. An empty cell with nothing above it is not merged: the list has
nothing there.
"""

from dataclasses import dataclass
from itertools import pairwise

from ..sections import Column, Holds


@dataclass(frozen=True)
class Merged:
    """The text of a column, and how many rows its cell covers."""

    column: Column
    text: str
    span: int

    @property
    def shared(self):
        """How many further rows share the cell's text; none where the list has no text."""
        return self.span - 1 if self.text else 0


def may_merge(column):
    """Whether an empty cell of a column belongs to the one above: so do the cells of bodies."""
    return column.shared or column.holds is Holds.PARTY


def merge(columns, rows):
    """For each of some rows the cells that begin in it, in the order of the columns (list of lists).

    A row with a number of its own shares no cell of the first column: the number stands in it.
    """
    merged = [
        _merge_column(column, rows, ends_at_numbers=place == 0)
        for place, column in enumerate(columns)
    ]
    return [[cells[place] for cells in merged if place in cells] for place, _ in enumerate(rows)]


def _merge_column(column, rows, ends_at_numbers):
    """The cells of one column by the place of the row in which they begin (dict)."""
    texts = [getattr(row, column.field) for row in rows]
    starts = [
        place
        for place, text in enumerate(texts)
        if text
        or place == 0
        or not may_merge(column)
        or (ends_at_numbers and getattr(rows[place], "number", ""))
    ]
    return {
        start: Merged(column, texts[start], end - start)
        for start, end in pairwise([*starts, len(texts)])
    }
