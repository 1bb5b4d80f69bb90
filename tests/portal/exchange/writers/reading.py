"""Files of lists, read as their users would read them."""

import csv
import re
from io import BytesIO, StringIO

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import load_workbook

from portal.exchange.writers.tables import LIST_COLUMNS, TITLES
from portal.pages.data.dictionary import PARTS


def csv_tables(content):
    """The tables in a CSV file of whole lists, by title: lines as dicts of text."""
    lines = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    tables = {title: [] for title in TITLES.values()}
    for line in lines:
        plain = {name: cell.removeprefix("'") for name, cell in line.items()}
        tables[plain.pop("部分")].append(plain)
    return tables


def xlsx_tables(content):
    """The tables in a workbook, by title: lines as dicts of text."""
    book = load_workbook(BytesIO(content))
    tables = {sheet.title: _sheet_lines(sheet) for sheet in book}
    if about := tables.pop("说明", None):
        facts = {line["项目"]: line["内容"] for line in about}
        tables["清单"] = [{name: facts[name] for name in LIST_COLUMNS}]
    return tables


def _sheet_lines(sheet):
    head, *lines = [["" if cell is None else cell for cell in row] for row in sheet.values]
    return [dict(zip(head, line, strict=True)) for line in lines]


def documents(tables):
    """The documents in the list format that tables say, by the data dictionary alone."""
    lists, *sections = [part for part in PARTS if part.title in tables]
    return [
        _head(lists, line)
        | {
            part.key: records
            for part in sections
            if (records := _records(part, tables[part.title], line)) or part.key != "annexes"
        }
        for line in tables[lists.title]
    ]


def _head(part, line):
    head = {"format": "responsibility-list/1"}
    for field in part.fields:
        if field.column and (line.get(field.column) or "可缺" not in field.type):
            outer, inner = field.path.split(".")
            head.setdefault(outer, {})[inner] = _value(field, line)
    return head


def _records(part, lines, of):
    """The entries of one list in a section's table."""
    keys = ("地址名", "版次")
    entries = []
    for line in lines:
        if [line[key] for key in keys] != [of[key] for key in keys]:
            continue
        if part.key == "annexes" or line["行"] in ("", "1"):
            entries.append(_fields(part, line, r"[a-z]+\[\]\.(\w+)"))
        for rows in _rows_names(part):
            here = [_fields(part, line, rf"[a-z]+\[\]\.{rows}\[\]\.(\w+)")] if line["行"] else []
            entries[-1].setdefault(rows, []).extend(here)
    return entries


def _rows_names(part):
    found = {re.match(r"[a-z]+\[\]\.([a-z]+)\[\]", field.path) for field in part.fields}
    return {match[1] for match in found if match}


def _fields(part, line, pattern):
    return {
        match[1]: _value(field, line)
        for field in part.fields
        if (match := re.fullmatch(pattern, field.path))
        and (line[field.column] or "可缺" not in field.type)
    }


def _value(field, line):
    text = line[field.column]
    if field.type == "文字列表":
        return text.split("\n") if text else []
    if not text and "可空" in field.type:
        return None
    return int(text) if field.type.startswith("整数") else text


def docx_lines(content):
    """The lines of a Word document's body as the lists are exported to text.

    A cell begins with a tab, a merged one is empty; a blank line follows each row.
    """
    for block in Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield from _table_lines(block)
        else:
            yield block.text


def _table_lines(table):
    for row in table._tbl.tr_lst:
        for cell in row.tc_lst:
            texts = ["".join(p.itertext(qn("w:t"))) for p in cell.p_lst]
            yield "\t" + texts[0]
            yield from texts[1:]
        yield ""
