"""From sheets to the tables of sections: which sheet is which, and which column."""

from collections import Counter
from dataclasses import dataclass, field

from departments.forms import ListTextField

from .faults import Fault, Unreadable
from .files import Cell, Sheet
from .sections import ROW_MARK, SECTION_HEADING, Section

tidy = ListTextField(required=False).to_python


@dataclass(frozen=True)
class Line:
    """A line of a table: its row in the file, and its texts by the headings of their columns."""

    row: int
    texts: dict[str, str]


@dataclass
class Table:
    """The table of a section as a file has it, with what is wrong with its columns and cells."""

    section: Section
    sheet: str
    headings: list[str]
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def extras(self, mark):
        """The further columns that the table has of entries or of rows: heading to name (dict)."""
        found = {heading: self.section.extra(heading) for heading in self.headings}
        return {heading: one[1] for heading, one in found.items() if one and one[0] == mark}

    def fault(self, row, column, text):
        self.faults.append(Fault(self.sheet, row, column, text))


@dataclass(frozen=True)
class Part:
    """A sheet, or the rows of a sheet that belong to one section, below its headings.

    ``shared``: the columns are those of several sections, and a row fills in its own.
    """

    title: str
    sheet: Sheet
    headings: list[str]
    rows: list[tuple[int, list[Cell]]]
    shared: bool = False

    def heading(self, place):
        """The heading of a column, or its number where it has none."""
        named = self.headings[place] if place < len(self.headings) else ""
        return named or f"第 {place + 1} 列"


def find_tables(sheets, sections):
    """The tables of some sections (list of Table), and the names of what is none of them (list).

    Raises Unreadable if there is no table at all.
    """
    parts = [part for sheet in sheets for part in _parts(sheet)]
    wanted = {section.title: section for section in sections}
    found = [part for part in parts if part.title in wanted]
    if not found and len(parts) == len(sections) == 1 and not parts[0].shared:
        found, wanted = parts, {parts[0].title: sections[0]}
    _check_found(parts, found, wanted)
    tables = [_table(wanted[part.title], part) for part in found]
    stray = [part for part in parts if part.shared and not part.title]
    for row in (row for part in stray for row, _ in part.rows):
        tables[0].fault(row, SECTION_HEADING, "没有填写属于哪一部分。")
    return tables, [part.title for part in parts if part not in [*found, *stray]]


def _check_found(parts, found, wanted):
    if not parts:
        raise Unreadable("文件里没有任何内容，请重新导出。")
    names = "、".join(f"“{title}”" for title in wanted)
    if not found:
        raise Unreadable(f"文件里没有名为{names}的工作表，“{SECTION_HEADING}”一列里也没有。")
    if len({part.title for part in found}) < len(found):
        raise Unreadable("同一部分的内容在文件里有几处，请并成一处再上传。")


def _parts(sheet):
    """The parts of a sheet (list); the first row that is not empty holds the headings."""
    if not sheet.rows:
        return []
    headings = [cell.text.strip() for cell in sheet.rows[0][1]]
    if SECTION_HEADING not in headings:
        return [Part(sheet.title, sheet, headings, sheet.rows[1:])]
    place, parted = headings.index(SECTION_HEADING), {}
    for number, cells in sheet.rows[1:]:
        title = cells[place].text.strip() if place < len(cells) else ""
        parted.setdefault(title, []).append((number, cells))
    return [Part(title, sheet, headings, rows, shared=True) for title, rows in parted.items()]


def _table(section, part):
    table = Table(section, part.sheet.title, part.headings)
    _check_headings(table, part)
    for row, place, name in part.sheet.merged:
        table.fault(
            row, part.heading(place), f"{name} 是合并单元格。请取消合并，在每一行里填上内容。"
        )
    table.lines = [Line(row, _texts(table, part, row, cells)) for row, cells in part.rows]
    return table


def _check_headings(table, part):
    row = part.sheet.rows[0][0]
    for heading, times in Counter(filter(None, part.headings)).items():
        if times > 1:
            table.fault(row, heading, "有几列用了这个列名，只能有一列。")
        if not table.section.knows(heading) and not part.shared:
            table.fault(
                row,
                heading,
                f"“{table.section.title}”没有这一列，请核对列名或者删去这一列；"
                f"确实要另加一列的，列名写作“{ROW_MARK}{heading}”。",
            )
    for heading in [*table.section.needed, *_lacking_extras(table)]:
        if heading not in part.headings:
            table.fault(row, heading, "缺少这一列。列名须与导出的文件相同，没有内容的列也要保留。")
    for mark, names in _named_twice(table).items():
        table.fault(row, mark, f"“{'”“'.join(names)}”有两列，只能有一列。")


def _lacking_extras(table):
    """The further columns that the draft has and the table lacks (list of headings)."""
    return [
        f"{mark}{name}"
        for mark, names in table.section.extras.items()
        for name in names
        if name not in table.extras(mark).values()
    ]


def _named_twice(table):
    """The names of further columns that are headed with and without their mark, by it (dict)."""
    found = {
        mark: [name for name, times in Counter(table.extras(mark).values()).items() if times > 1]
        for mark in table.section.extras
    }
    return {mark: names for mark, names in found.items() if names}


def _texts(table, part, row, cells):
    """The texts of a row by their headings, as lists keep texts (dict)."""
    texts = dict.fromkeys(part.headings, "")
    for place, cell in enumerate(cells):
        heading = part.heading(place)
        texts[heading] = tidy(cell.text)
        if cell.fault:
            table.fault(row, heading, cell.fault)
        elif texts[heading] and not _belongs(table.section, part, heading):
            table.fault(row, heading, _astray(table.section, part, heading))
    return {heading: text for heading, text in texts.items() if table.section.knows(heading)}


def _belongs(section, part, heading):
    # An unknown column is one fault, of its heading.
    known = heading == SECTION_HEADING or section.knows(heading)
    return known or (heading in part.headings and not part.shared)


def _astray(section, part, heading):
    if heading in part.headings:
        return f"“{section.title}”没有这一列，这一格应当是空的。"
    return "这一格在列名之外。CSV 文件中，含有逗号的文字须用引号括起。"
