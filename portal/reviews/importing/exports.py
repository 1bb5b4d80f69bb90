"""A draft as tables, to be changed in a spreadsheet and imported again."""

from io import BytesIO

from openpyxl import Workbook

from departments.spreadsheets import CSV, XLSX, fill_sheet

from .sections import WHOLE, sections_of

#: The formats of an export by the ends of their names; a whole list has a sheet for each section.
FORMATS = {"csv": CSV, "xlsx": XLSX}


def export_draft(draft, key, ending):
    """A section of a draft, or all of them, as a file (bytes). Raises KeyError.

    Of a whole list there is only the workbook.
    """
    tables = {section.title: _table(section, draft) for section in sections_of(key)}
    if key == WHOLE:
        return {"xlsx": _workbook}[ending](tables)
    content = FORMATS[ending]().export_data(*tables.values())
    # Without its mark spreadsheets take UTF-8 for GBK.
    return content.encode("utf-8-sig") if isinstance(content, str) else content


def media_type(ending):
    """The media type of a format. Raises KeyError."""
    return FORMATS[ending]().get_content_type()


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
