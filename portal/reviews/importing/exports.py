"""A draft as tables, to be changed in a spreadsheet and imported again."""

from io import BytesIO

from openpyxl import Workbook

from departments.marks import with_mark
from departments.spreadsheets import CSV, XLSX, fill_sheet

from .sections import WHOLE, sections_of


def formats_of(key):
    """The formats in which a section or a whole list is exported (dict of class by name's end).

    A whole list is a workbook with a sheet for each section.
    """
    return {"xlsx": XLSX} if key == WHOLE else {"csv": CSV, "xlsx": XLSX}


def export_draft(draft, key, ending, base=None):
    """A section of a draft, or all of them, as a file (bytes) that tells on which base it rests."""
    tables = {section.title: _table(section, draft, base) for section in sections_of(key)}
    if key == WHOLE:
        content = _workbook(tables)
    else:
        content = formats_of(key)[ending]().export_data(*tables.values())
    if ending == "xlsx":
        return with_mark(content, base) if base else content
    # Without its mark spreadsheets take UTF-8 for GBK.
    return content.encode("utf-8-sig") if isinstance(content, str) else content


def _table(section, draft, base):
    """The entries of a section; the number of an edition is that of the draft's base."""
    entries = section.model.objects.filter(edition=draft).order_by("position")
    table = section.resource.export(entries)
    place = table.headers.index(section.number_heading)
    del table[section.number_heading]
    table.insert_col(place, [base.number if base else ""] * table.height, section.number_heading)
    return table


def _workbook(tables):
    book = Workbook()
    book.remove(book.active)
    for title, table in tables.items():
        fill_sheet(book.create_sheet(title), table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
