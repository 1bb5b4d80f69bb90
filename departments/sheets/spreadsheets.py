"""Tables as files for spreadsheets, in which no text of a list can run as a formula."""

import csv
from io import BytesIO, StringIO

from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .xml import storable

#: What a cell of a CSV file may not begin with: spreadsheets would calculate it (OWASP, CSV
#: Injection; the full-width forms are read as formulas too).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: The most characters that a cell of XLSX may hold, and how a longer text ends in one.
LONGEST_CELL = 32_767
CUT = "……（本格放不下全文，请看 JSON 或 CSV 格式的文件）"
#: Widest a column gets, in characters.
MAX_WIDTH = 60


class CSV(base_formats.CSV):
    """CSV; text that looks like a formula gets an apostrophe in front, as one would type it."""

    def export_data(self, dataset, **kwargs):
        stream = StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(dataset.headers)
        writer.writerows([harmless(cell) for cell in row] for row in dataset)
        return stream.getvalue()


class XLSX(base_formats.XLSX):
    """XLSX; each text is stored as text, to the letter as far as a cell can hold it."""

    def export_data(self, dataset, **kwargs):
        book = Workbook()
        fill_sheet(book.active, dataset)
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


def fill_sheet(sheet, dataset):
    """Write a table into an empty sheet of a workbook: no text runs, the head stands still."""
    sheet.freeze_panes = "A2"
    for row in [dataset.headers, *dataset]:
        sheet.append([_fitting(cell) for cell in row])
    shown = Alignment(wrap_text=True, vertical="top")
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = shown
            if cell.data_type == "f":
                cell.data_type = "s"
                cell.quotePrefix = True
    for column in sheet.iter_cols():
        column[0].font = Font(bold=True)
        widest = max(_width(cell.value) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(widest, MAX_WIDTH) + 2


def harmless(value):
    """A cell's value as a spreadsheet shows it and never calculates it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith((*FORMULA_STARTS, "'")) else text


def unguarded(cell):
    """The text of which ``harmless`` made a cell."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def _fitting(value):
    """A value as a cell of XLSX can hold it."""
    if not isinstance(value, str):
        return value
    text = storable(value)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _width(value):
    lines = str(value or "").splitlines() or [""]
    return max(sum(1 if char.isascii() else 2 for char in line) for line in lines)
