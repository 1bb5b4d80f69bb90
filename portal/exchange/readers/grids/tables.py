"""Tables: the rows that cells make up.

Rows are mostly parted by a blank line, but a blank line stands inside rows and cells as well,
and cells get lost: so cells are counted against the table's own header (see ``fitting``).
"""

from dataclasses import dataclass, field

from departments.sections import Column

from ..declared import EXTRA
from ..irregularities import irregular
from ..lines import squeeze
from ..structure import Irregularity, Piece, Printed
from ..words import is_marker
from .cells import Cell, read_cells
from .faults import header_faults, row_faults
from .fitting import fit
from .headers import columns_of, header_cells


@dataclass(frozen=True)
class Row:
    """A row: its cells with their columns; what has no column of its own is ``EXTRA``."""

    cells: tuple[tuple[Column, Cell], ...]

    def __getitem__(self, column):
        """The text in a column ('' where the cell is empty or missing)."""
        return next((cell.text for own, cell in self.cells if own == column), Printed())

    def has_empty(self, column):
        """Whether there is a cell in a column, and nothing in it."""
        return any(own == column and not cell.text for own, cell in self.cells)

    @property
    def is_empty(self):
        return not any(cell.text for _, cell in self.cells)

    @property
    def line(self):
        """Where the row's text starts."""
        return next(cell.text.line for _, cell in self.cells if cell.text)


@dataclass
class Table:
    """What a section with a table holds: rows, other text, and what had to be resolved."""

    rows: list[Row] = field(default_factory=list)
    other_text: list[Piece] = field(default_factory=list)
    irregularities: list[Irregularity] = field(default_factory=list)
    marker: str = ""


def read_table(section, lines):
    """The Table in the lines of a Section."""
    cells, loose = read_cells(lines)
    table = Table()
    for text in loose:
        _place_loose(text, table)
    if cells:
        header = header_cells(section, cells)
        columns = columns_of(section, header, cells[len(header) :])
        if header:
            table.other_text.append(_piece(header))
        table.irregularities += header_faults(section, header, columns, cells[0].line)
        for row, places in _rows(cells[len(header) :], columns):
            table.irregularities += row_faults(row, places, columns)
            _place_row(row, header, table)
    return table


def _place_loose(text, table):
    """Place a line that is in no cell: a marker (无, ……), or stray text."""
    table.other_text.append(Piece(text.line, text))
    if is_marker(text):
        table.marker = f"{table.marker}\n{text}".strip()
    else:
        what = f"“{text[:40]}”不在表格之内。"
        table.irregularities.append(irregular("stray-text", text.line, what))


def _rows(cells, columns):
    """Each Row with the Places of its cells."""
    columns = [*columns, EXTRA]
    row = []
    for cell, place in zip(cells, fit(cells, columns[:-1]), strict=True):
        if place.begins_row and row:
            yield _row(row, columns)
            row = []
        row.append((cell, place))
    if row:
        yield _row(row, columns)


def _row(laid, columns):
    cells = tuple((columns[place.column], cell) for cell, place in laid)
    return Row(cells), [place for _, place in laid]


def _place_row(row, header, table):
    cells = [cell for _, cell in row.cells]
    if row.is_empty:
        return
    if header and _words(cells) == _words(header):
        table.other_text.append(_piece(cells))
        table.irregularities.append(
            irregular("repeated-header", row.line, "表头在表格中间又出现一次。")
        )
        return
    table.rows.append(row)
    for column, cell in row.cells:
        if column is EXTRA and cell.text:
            table.other_text.append(Piece(cell.text.line, cell.text))


def _words(cells):
    return [squeeze(cell.text) for cell in cells]


def _piece(cells):
    texts = [cell.text for cell in cells if cell.text]
    lines = [line for text in texts for line in text.lines]
    return Piece(lines[0], Printed("\n".join(texts), lines))
