"""CSV files, in the encodings in which spreadsheets save them."""

import csv
from io import StringIO

from departments.sheets.spreadsheets import unguarded

from ..faults import Unreadable
from .sheets import Cell, Sheet

#: A column that every section has: where it is missing, the text was decoded wrongly.
KNOWN_HEADING = "编码"
_AGAIN = "请在表格软件中另存为“CSV UTF-8（逗号分隔）”或者 XLSX，再上传。"


def read_csv(content):
    """A CSV file as a Sheet. Raises Unreadable."""
    sheet = Sheet("")
    rows = csv.reader(StringIO(_decoded(content), newline=""), strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            sheet.add(number, [Cell(unguarded(cell)) for cell in row])
    except csv.Error:
        raise Unreadable(
            f"第 {number + 1} 行读不通：引号没有成对，或者有一格特别长。{_AGAIN}"
        ) from None
    return sheet


def _decoded(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"文件的编码是 UTF-16，这里只读 UTF-8 和 GB18030。{_AGAIN}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _of_windows(content, error)


def _of_windows(content, error):
    """What Chinese Windows saves as plain CSV; nearly any bytes decode so, hence the second look."""
    head = content.split(b"\n", 1)[0]
    try:
        if KNOWN_HEADING in head.decode("gb18030"):
            return content.decode("gb18030")
    except UnicodeDecodeError:
        pass
    if KNOWN_HEADING.encode() in head:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"文本的第 {line} 行有损坏的字节，不合 UTF-8 编码。{_AGAIN}") from None
    raise Unreadable(f"文件的编码不是 UTF-8 或 GB18030，或者文件已经损坏。{_AGAIN}") from None
