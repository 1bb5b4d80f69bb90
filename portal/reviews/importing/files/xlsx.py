"""XLSX workbooks, read as a stream: nothing in a file can make more cells than it holds."""

import re
from io import BytesIO

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from departments.sheets.spreadsheets import LONGEST_CELL

from ..faults import Unreadable
from .archives import BROKEN, check_workbook
from .sheets import Cell, Sheet

#: What is wrong with a cell that holds no text or number, by the kinds of openpyxl.
_FAULTS = {
    "f": "是公式。请把公式换成它的结果（复制，再选择性粘贴为“数值”）。",
    "d": "是日期格式的单元格。请把单元格格式设为“文本”，再照原样填写。",
    "b": "是逻辑值。请把单元格格式设为“文本”，再照原样填写。",
    "e": "是表格软件算出的错误值。请改成文字。",
}
_CUT = "已到一格能放的上限，后面的文字可能已被截去。请用 CSV 格式导出和导入。"
#: The last row that a sheet can have: a file may claim any number, and the rows before it are made.
_LAST_ROW = 1_048_576
#: How control characters stand in cells (ECMA-376, ST_Xstring); openpyxl leaves them so.
_ESCAPED_CONTROL = re.compile("_x(00[01][0-9A-Fa-f])_")


def read_xlsx(content):
    """The sheets of a workbook (list of Sheet). Raises Unreadable."""
    check_workbook(content)
    try:
        return _read(content)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl fails on broken files in every way that Python knows
        raise Unreadable(BROKEN) from error


def _read(content):
    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        return [_sheet(sheet) for sheet in book.worksheets]
    finally:
        book.close()


def _sheet(source):
    source.reset_dimensions()  # a file may claim any size
    sheet = Sheet(source.title, merged=_merged(source))
    for number, row in enumerate(source.iter_rows(), start=1):
        if number > _LAST_ROW:
            raise Unreadable(BROKEN)
        sheet.add(number, [_cell(cell) for cell in row])
    return sheet


def _merged(source):
    """The merged ranges of a sheet, which openpyxl passes over in a stream: read from its XML."""
    found = []
    with source._get_source() as xml:  # noqa: SLF001
        for _, element in iterparse(xml):
            if element.tag.rpartition("}")[2] == "mergeCell":
                column, row, *_ = range_boundaries(element.get("ref"))
                found.append((row, column - 1, element.get("ref")))
            element.clear()
    return found


def _cell(cell):
    if cell.value is None:
        return Cell()
    text = _ESCAPED_CONTROL.sub(lambda match: chr(int(match[1], 16)), _text(cell.value))
    cut = _CUT if _units(text) >= LONGEST_CELL else ""
    return Cell(text, _FAULTS.get(cell.data_type, cut))


def _text(value):
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole else value)


def _units(text):
    """The length of a text as spreadsheets count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
