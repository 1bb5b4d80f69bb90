"""Editions as a workbook for spreadsheets: what it holds, then a sheet for each section."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import tablib
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from departments.sheets.marks import with_mark
from departments.sheets.spreadsheets import fill_sheet

from .packages import repacked
from .tables import all_tables

ABOUT = (
    "本文件与同一版清单的 JSON、CSV 载有相同的记录，文字照公布文件原样，一字不改。"
    "空格表示清单此处没有文字，或与上一行共用一个单元格。"
    "摘要是这一版规范 JSON 的 SHA-256，可用 JSON 文件重新计算核对。"
)


def to_xlsx(editions):
    """Some editions as XLSX (bytes); one alone is introduced by a sheet to be read by people."""
    lists, *sections = all_tables(editions)
    book = Workbook()
    first = book.active
    if len(editions) == 1:
        first.title = "说明"
        fill_sheet(first, _introduction(lists.data))
    else:
        first.title = lists.title
        fill_sheet(first, lists.data)
    for table in sections:
        fill_sheet(book.create_sheet(table.title), table.data)
    package = _saved(book, max(edition.published_at for edition in editions))
    return repacked(with_mark(package, editions[0]) if len(editions) == 1 else package)


def _introduction(lists):
    facts = zip(lists.headers, lists[0], strict=True)
    return tablib.Dataset(*facts, ("说明", ABOUT), headers=["项目", "内容"])


def _saved(book, published_at):
    """The workbook as it was made when its lists were published (openpyxl would write the time)."""
    book.properties.created = book.properties.modified = published_at.replace(tzinfo=None)
    stream = BytesIO()
    ExcelWriter(book, ZipFile(stream, "w", ZIP_DEFLATED)).save()
    return stream.getvalue()
