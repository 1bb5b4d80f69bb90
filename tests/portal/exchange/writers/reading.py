"""Files of lists, read as their users would read them."""

import csv
import re
from io import BytesIO, StringIO

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import load_workbook

from portal.exchange.writers.beside import AFTER, cell_heading
from portal.exchange.writers.tables import LIST_COLUMNS, RARE, TITLES
from portal.open_data.dictionary import parts


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
    lists, *sections = [part for part in parts() if part.title in tables]
    return [
        _head(lists, line)
        | {
            part.key: records
            for part in sections
            if (records := _records(part, tables[part.title], line))
            or part.key not in {"annexes", *RARE}
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
    """The entries of one list in a section's table, its annexes or its notes."""
    keys = ("地址名", "版次")
    lines = [line for line in lines if [line[key] for key in keys] == [of[key] for key in keys]]
    if part.key == "annexes":
        return _annexes(part, lines)
    if part.key == "notes":
        return [_fields(part, line, r"[a-z]+\[\]\.(\w+)") for line in lines]
    return list(_entries(part, lines))


def _entries(part, lines):
    """The entries of a section, without further columns, of which the dictionary has no names."""
    (rows,) = _rows_names(part)
    grouped = []
    for line in lines:
        if line["行"] in ("", "1"):
            grouped.append([])
        grouped[-1].append(line)
    for several in grouped:
        entry = _fields(part, several[0], r"[a-z]+\[\]\.(\w+)")
        here = [line for line in several if line["行"]]
        entry[rows] = [_fields(part, line, rf"[a-z]+\[\]\.{rows}\[\]\.(\w+)") for line in here]
        yield entry


def _annexes(part, lines):
    found = []
    for line in lines:
        if not line.get("表"):
            found.append(_fields(part, line, r"[a-z]+\[\]\.(\w+)"))
            continue
        places = range(1, sum(name.startswith("第 ") for name in line) + 1)
        cells = [line[cell_heading(place)] for place in places]
        tables = found[-1].setdefault("tables", [])
        if line["行"] == "0":
            width = max(place for place, cell in enumerate(cells, start=1) if cell)
            tables.append({"headings": cells[:width], "rows": []})
        else:
            tables[-1]["rows"].append(cells[: len(tables[-1]["headings"])])
    return found


def _rows_names(part):
    found = {re.match(r"[a-z]+\[\]\.([a-z]+)\[\]\.\w+$", field.path) for field in part.fields}
    return {match[1] for match in found if match} - {"extras"}


def _fields(part, line, pattern):
    return {
        match[1]: _value(field, line)
        for field in part.fields
        if (match := re.fullmatch(pattern, field.path))
        and (line.get(field.column) or "可缺" not in field.type)
    }


def _value(field, line):
    text = line[field.column]
    if field.column == AFTER:
        return next(key for key, title in TITLES.items() if title == text)
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
