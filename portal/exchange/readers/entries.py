"""From the rows of a section's table to its entries.

A vertically merged cell shows as an empty cell: the row goes on with the entry above. So an
entry begins where what it is called (主要职责, 管理事项, 服务事项) is filled, or where another of its
own columns says something new; a 序号 alone begins nothing and stays with its row. A row with
nothing beside its entry's own columns is no row.
"""

from dataclasses import dataclass, field

from departments.sections import Column, Holds, Section

from .declared import entry_type, first_holding, make, row_type
from .grids.tables import Table
from .irregularities import irregular
from .lines import squeeze
from .structure import Piece, Printed


def read_entries(section, table):
    """The entries of a Section in its Table (tuple of ``entry_type``)."""
    reading = _Reading(section, table)
    for row in table.rows:
        reading.take(row)
    return reading.entries()


@dataclass
class _Begun:
    """An entry of which rows may still come: its own texts by Column, and its rows."""

    texts: dict[Column, Printed]
    rows: list = field(default_factory=list)


class _Reading:
    """The entries begun so far, and what becomes of the next row of the table."""

    def __init__(self, section: Section, table: Table):
        self.section = section
        self.table = table
        self.heading = section.column(section.heading)
        self.number = first_holding(section.columns, Holds.NUMBER)
        self.row_number = first_holding(section.rows.columns, Holds.NUMBER)
        self.others = [one for one in section.columns if one not in (self.heading, self.number)]
        self.begun = []

    def take(self, row):
        """Take the next row: it begins an entry, or goes on with the last one."""
        begins = bool(row[self.heading]) or self._says_anew(row)
        if begins:
            self._begin(row)
        elif not self.begun:
            self._note("orphan-row", row.line, "表格开头的行没有写明属于哪一项。")
            self.begun.append(_Begun({}))
        number = Printed() if begins else row[self.number]
        texts = {one: row[one] for one in self.section.rows.columns if one.words}
        if any(texts.values()):
            self._add_row(texts | {self.row_number: number})
        if number:
            self._note_number(number, any(texts.values()))
        if not begins:
            self._keep_repeated(row)

    def _says_anew(self, row):
        """Whether a column of the entry's own says something else than in the entry above."""
        above = self.begun[-1].texts if self.begun else {}
        return any(row[one] and not _same(row[one], above.get(one, "")) for one in self.others)

    def _begin(self, row):
        called = row[self.heading]
        if not called:
            self._note("unnamed-entry", row.line, "本行写明了新的一项，但没有写名称。")
        elif row.has_empty(self.number):
            self._note("missing-number", row.line, f"“{called[:40]}”的序号是空的。")
        self.begun.append(_Begun({one: row[one] for one in self.section.columns}))

    def _add_row(self, texts):
        line = next(text.line for column, text in texts.items() if text)
        made = make(row_type(self.section), self.section.rows.columns, texts, line=line)
        self.begun[-1].rows.append(made)

    def _note_number(self, number, has_content):
        """Note a 序号 in a row that begins no entry; without any content it is other text."""
        if has_content:
            what = f"本行有序号“{number}”，但没有另写名称。"
            self._note("second-number", number.line, what)
        else:
            self._note("number-alone", number.line, f"本行只有序号“{number}”，没有内容。")
            self.table.other_text.append(Piece(number.line, number))

    def _keep_repeated(self, row):
        """Keep as other text what a row only says again of its entry."""
        for text in (row[one] for one in self.others if row[one]):
            self._note("repeated-cell", text.line, f"“{text[:40]}”与上一行相同，没有另写名称。")
            self.table.other_text.append(Piece(text.line, text))

    def _note(self, kind, line, what):
        self.table.irregularities.append(irregular(kind, line, what))

    def entries(self):
        """The entries that say anything (tuple)."""
        found = tuple(self._entry(one) for one in self.begun if one.rows or any(one.texts.values()))
        for entry in found:
            self.table.irregularities += _other_matters(self.section, entry)
        return found

    def _entry(self, begun):
        first = [begun.texts.get(one) for one in (self.heading, *self.others)]
        line = next((text.line for text in first if text), None) or begun.rows[0].line
        more = {"line": line, self.section.rows.name: tuple(begun.rows)}
        return make(entry_type(self.section), self.section.columns, begun.texts, **more)


def _same(one, other):
    return squeeze(one) == squeeze(other)


def _other_matters(section, entry):
    """Parties that plainly speak of another matter: a body named before comes again, with a basis
    or a case of its own. They stay where they stand."""
    columns = section.rows.columns
    party = first_holding(columns, Holds.PARTY)
    own = [one.json_key for one in columns if one.holds in (Holds.BASIS, Holds.CASE)]
    seen = set()
    for row in getattr(entry, section.rows.name) if party else ():
        name = squeeze(getattr(row, party.json_key))
        if name in seen and any(getattr(row, key) for key in own):
            what = f"“{name}”在同一事项下再次出现，且另有依据或案例，可能另属一个漏写名称的事项。"
            yield irregular("other-matter", row.line, what)
        if name:
            seen.add(name)
