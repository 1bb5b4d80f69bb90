"""A draft as tables, to be changed in a spreadsheet and imported again."""

from io import BytesIO

from openpyxl import Workbook
from tablib import Dataset

from departments.marks import with_mark
from departments.spreadsheets import CSV, XLSX, fill_sheet

from .sections import (
    CODE,
    ENTRY_MARK,
    NUMBER,
    OWNER,
    PLACE,
    ROW_MARK,
    SOURCES,
    WHOLE,
    sections_of,
)


def formats_of(key):
    """The formats in which a section or a whole list is exported (dict of class by name's end).

    A whole list is a workbook with a sheet for each section that it has.
    """
    return {"xlsx": XLSX} if key == WHOLE else {"csv": CSV, "xlsx": XLSX}


def export_draft(draft, key, ending, base=None):
    """A section of a draft, or all of them, as a file (bytes) that tells on which base it rests."""
    sections = sections_of(key, draft)
    tables = {
        one.title: _table(one, draft, base) for one in sections if one.is_there or key != WHOLE
    }
    if key == WHOLE:
        content = _workbook(tables)
    else:
        content = formats_of(key)[ending]().export_data(*tables.values())
    if ending == "xlsx":
        return with_mark(content, base) if base else content
    # Without its mark spreadsheets take UTF-8 for GBK.
    return content.encode("utf-8-sig") if isinstance(content, str) else content


def _table(section, draft, base):
    """The entries of a section (a Dataset); the number of an edition is that of the draft's base."""
    department = draft.department
    owner = dict(zip(OWNER, (department.short_name, draft.label, department.slug), strict=True))
    owner |= {NUMBER: base.number if base else ""}
    headings = _headings(section)
    table = Dataset(headers=headings)
    entries = section.model.objects.filter(edition=draft).order_by("position")
    for entry in entries.prefetch_related(section.model.rows_name):
        for place, row in enumerate(entry.rows or [None], start=1):
            line = owner | _said(section, entry, row, place)
            table.append([line.get(heading, "") for heading in headings])
    return table


def _headings(section):
    number, *others = section.entry_columns
    if not section.has_groups:
        others.pop()
    extras = [f"{mark}{name}" for mark, names in section.extras.items() for name in names]
    columns = [number, PLACE, *others, *section.row_columns, *extras]
    return [*OWNER, NUMBER, CODE, *columns, *SOURCES]


def _said(section, entry, row, place):
    """A line of the table (dict by heading): an entry with one of its rows, or with none at all."""
    line = {CODE: entry.code, SOURCES[0]: entry.source_line or ""}
    line |= {heading: getattr(entry, name) for heading, name in section.entry_columns.items()}
    line |= _extras(ENTRY_MARK, entry)
    if row:
        line |= {PLACE: place, SOURCES[1]: row.source_line or ""}
        line |= {heading: getattr(row, name) for heading, name in section.row_columns.items()}
        line |= _extras(ROW_MARK, row)
    return line


def _extras(mark, record):
    return {f"{mark}{one['heading']}": one["text"] for one in record.extras}


def _workbook(tables):
    book = Workbook()
    book.remove(book.active)
    for title, table in tables.items():
        fill_sheet(book.create_sheet(title), table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
