"""A draft as tables, to be changed in a spreadsheet and imported again."""

from io import BytesIO

from openpyxl import Workbook

from departments.spreadsheets import CSV, XLSX, fill_sheet

from .sections import WHOLE, sections_of


def formats_of(key):
    """The formats in which a section or a whole list is exported (dict of class by name's end).

    A whole list is a workbook with a sheet for each section.
    """
    return {"xlsx": XLSX} if key == WHOLE else {"csv": CSV, "xlsx": XLSX}


def export_draft(draft, key, ending):
    """A section of a draft, or all of them, as a file (bytes)."""
    tables = {section.title: _table(section, draft) for section in sections_of(key)}
    if key == WHOLE:
        return _workbook(tables)
    content = formats_of(key)[ending]().export_data(*tables.values())
    # Without its mark spreadsheets take UTF-8 for GBK.
    return content.encode("utf-8-sig") if isinstance(content, str) else content


def _table(section, draft):
    entries = section.model.objects.filter(edition=draft).order_by("position")
    return section.resource.export(entries)


def _workbook(tables):
    book = Workbook()
    book.remove(book.active)
    for title, table in tables.items():
        fill_sheet(book.create_sheet(title), table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
