"""A draft as tables, to be changed in a spreadsheet and imported again."""

from io import BytesIO

from openpyxl import Workbook

from departments.sheets.marks import with_mark
from departments.sheets.resources import ExtraField, resource_of
from departments.sheets.spreadsheets import CSV, XLSX, fill_sheet

from .sections import ENTRY_MARK, NUMBER, ROW_MARK, WHOLE, sections_of


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
    resource = resource_of(section.model)()
    table = resource.export(section.model.objects.filter(edition=draft).order_by("position"))
    place = table.headers.index(NUMBER)
    del table[NUMBER]
    table.insert_col(place, [base.number if base else ""] * table.height, NUMBER)
    table.headers = [_heading(field) for field in resource.get_export_fields()]
    return table


def _heading(field):
    """The heading of a column, by which an import knows a further one again."""
    if not isinstance(field, ExtraField):
        return field.column_name
    return f"{ENTRY_MARK if field.part == 'entry' else ROW_MARK}{field.heading}"


def _workbook(tables):
    book = Workbook()
    book.remove(book.active)
    for title, table in tables.items():
        fill_sheet(book.create_sheet(title), table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
