"""The printed table of a section as pages show it: its heads, and the cells of each line.

All derives from the declaration. A column that says nothing in the whole table is left out, unless
the lists are drawn up with it. What a place prints beside the columns follows them under its own
headings.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from ..models import ListEntry
from ..sections import Holds
from ..sheets.merged_cells import may_merge, merge
from ..texts.record_texts import extra_text, headings_of

#: What the style sheet calls the cells of such columns on narrow screens; others bear their label.
CALLED_BY_STYLE = {
    Holds.NOTE: "备注",
    Holds.HANDLER: "承办机构",
    Holds.BASIS: "相关依据",
    Holds.CASE: "案例",
}
CLASSES = {Holds.NUMBER: "number", Holds.PARTY: "name"} | {kind: kind for kind in CALLED_BY_STYLE}
#: An empty cell of such a column is just empty.
MAY_BE_EMPTY = {Holds.NUMBER, Holds.NOTE}


class Head(NamedTuple):
    """A cell of a table's head."""

    label: str
    name: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table's body.

    ``label`` is what it is called where no head stands above it, ``number`` the printed number of
    its row; ``shared`` counts the further rows for which its text stands too.
    """

    text: str
    classes: str = "text"
    label: str = ""
    height: int = 1
    width: int = 1
    shared: int = 0
    number: str = ""
    is_missing: bool = False
    is_heading: bool = False
    is_party: bool = False


class Block(NamedTuple):
    """The part of a table that an entry takes: its lines, lists of Cell."""

    entry: ListEntry
    lines: list[list[Cell]]


@dataclass(frozen=True)
class RowsTable:
    """The rows of some entries of a section (at least one), without what the entries say themselves."""

    entries: list[ListEntry]

    @property
    def section(self):
        return self.entries[0].section

    @cached_property
    def columns(self):
        rows = [row for entry in self.entries for row in entry.rows]
        declared = (one for one in self.section.rows.columns if one.holds is not Holds.NUMBER)
        return _filled(self.section, declared, rows)

    @cached_property
    def extra_headings(self):
        return headings_of(row for entry in self.entries for row in entry.rows)

    @property
    def heads(self):
        declared = [Head(one.label, _class(self.section, one)) for one in self.columns]
        return [*declared, *map(Head, self.extra_headings)]

    @property
    def lines(self):
        """The lines of all entries (list of lists of Cell)."""
        return [line for entry in self.entries for line in self._lines_of(entry.rows)]

    def _lines_of(self, rows):
        return [
            [*self._cells(row, cells), *self._extra_cells(row)]
            for row, cells in zip(rows, merge(self.columns, rows), strict=True)
        ]

    def _cells(self, row, merged):
        """The cells that begin in a row; its number stands in the first."""
        cells = [self._cell(one) for one in merged]
        return [replace(cells[0], number=getattr(row, "number", "")), *cells[1:]] if cells else []

    def _cell(self, merged):
        column = merged.column
        cell = _cell(self.section, column, merged.text)
        return replace(
            cell,
            height=merged.span,
            shared=merged.shared,
            label=cell.label if self._needs_label(merged) else "",
            is_party=column.holds is Holds.PARTY,
        )

    def _needs_label(self, merged):
        """Whether a cell must say what it is: not the first, nor what a body does behind its name."""
        place = self.columns.index(merged.column)
        after_party = place == 1 and self.columns[0].holds is Holds.PARTY
        return place > 0 and (not after_party or bool(merged.shared))

    def _extra_cells(self, row):
        return [Cell(extra_text(row, one), label=one) for one in self.extra_headings]


@dataclass(frozen=True)
class PrintedTable(RowsTable):
    """The whole table of some entries of a section (at least one)."""

    @cached_property
    def own_columns(self):
        return _filled(self.section, self.section.columns, self.entries)

    @cached_property
    def extra_headings(self):
        return headings_of(one for entry in self.entries for one in (entry, *entry.rows))

    @property
    def heads(self):
        own = [Head(one.label, _class(self.section, one)) for one in self.own_columns]
        return [*own, *super().heads]

    @property
    def width(self):
        return len(self.heads)

    @property
    def groups(self):
        """The entries under each printed row that heads some (list of (text, list of Block))."""
        return [
            (text, [Block(entry, self._whole_lines(entry)) for entry in entries])
            for text, entries in groupby(self.entries, key=lambda entry: entry.group)
        ]

    def _whole_lines(self, entry):
        rows = entry.rows
        own = [replace(one, height=max(1, len(rows))) for one in self._own_cells(entry)]
        extras = self._extras_of(entry, rows)
        if not rows:
            nothing = Cell("", classes="", width=len(self.columns), is_missing=True)
            return [[*own, nothing, *extras[0]]]
        lines = [
            [*self._cells(row, cells), *further]
            for row, cells, further in zip(rows, merge(self.columns, rows), extras, strict=True)
        ]
        return [[*own, *lines[0]], *lines[1:]]

    def _own_cells(self, entry):
        return [_cell(self.section, one, getattr(entry, one.field)) for one in self.own_columns]

    def _extras_of(self, entry, rows):
        """For each line the cells of the further columns that begin in it (list of lists)."""
        lines = [[] for _ in rows or [entry]]
        for heading in self.extra_headings:
            own = extra_text(entry, heading)
            texts = [extra_text(row, heading) for row in rows]
            if any(texts):
                texts[0] = "\n".join(filter(None, [own, texts[0]]))
                for line, text in zip(lines, texts, strict=True):
                    line.append(Cell(text, label=heading))
            else:
                lines[0].append(Cell(own, label=heading, height=len(lines)))
        return lines


def _filled(section, columns, records):
    """The columns that say something in any of some records, or must stand all the same (list)."""
    return [
        one
        for one in columns
        if _is_always_printed(section, one) or any(getattr(record, one.field) for record in records)
    ]


def _is_always_printed(section, column):
    """Whether the lists are drawn up with a column, so that its emptiness says something."""
    drawn_up = section.always and column.always and column.holds is not Holds.NOTE
    return drawn_up or _is_heading(section, column)


def _cell(section, column, text):
    name = _class(section, column)
    is_number = column.holds is Holds.NUMBER
    is_named = is_number or CALLED_BY_STYLE.get(column.holds) == column.label
    is_plain = is_number or (may_merge(column) and not text)
    return Cell(
        text,
        classes=name if is_plain else f"{name} text".strip(),
        label="" if is_named else column.label,
        is_missing=not text and column.holds not in MAY_BE_EMPTY,
        is_heading=_is_heading(section, column),
    )


def _class(section, column):
    return "heading" if _is_heading(section, column) else CLASSES.get(column.holds, "")


def _is_heading(section, column):
    return column.field == section.heading and column in section.columns
