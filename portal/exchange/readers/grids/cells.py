"""Cells of an exported table.

A cell begins on a new line with a TAB. Its further paragraphs have none, and blank lines may
stand between them.
"""

from dataclasses import dataclass

from ..lines import printed
from ..structure import Printed
from ..words import is_marker
from .fitting import Separation


@dataclass(frozen=True)
class Cell:
    """A cell: its text, the line of its TAB, what parts it from the cell before, and whether a
    blank line stands between its own paragraphs."""

    text: Printed
    line: int
    separation: Separation
    is_split: bool


def read_cells(lines):
    """(cells, texts outside of any cell) in a section's lines, both in order."""
    cells, loose, own, after_blank = [], [], [], False
    for line in lines:
        if line.begins_cell:
            _close(own, cells)
            own = [(line, after_blank)]
            after_blank = False
        elif line.is_blank:
            after_blank = True
        elif own and not (after_blank and is_marker(line.text)):
            own.append((line, after_blank))
            after_blank = False
        else:
            loose.append(printed([line]))
    _close(own, cells)
    return cells, loose


def _close(own, cells):
    if own:
        first, after_blank = own[0]
        if first.follows_loss:
            separation = Separation.LOSS
        else:
            separation = Separation.BLANK if after_blank else Separation.NONE
        text = printed(line for line, _ in own)
        cells.append(Cell(text, first.number, separation, any(blank for _, blank in own[1:])))
