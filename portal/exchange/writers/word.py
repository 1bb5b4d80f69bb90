"""Paragraphs and tables of a Word document."""

from itertools import pairwise
from math import sqrt

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from departments.sheets.xml import storable

#: The width of a table and the least of a column, in millimetres; so many letters fit in the least.
TABLE_WIDTH, LEAST_WIDTH, FIT = 245, 14, 3
#: Tables of more columns are set in smaller type.
MANY_COLUMNS, SMALL = 8, Pt(9)


def add_table(document, headings, lines):
    """Add a table with a head that is repeated on each page.

    A line is a sequence of texts, None where a cell goes on with the one above it, or a text that
    stands in one cell across the table.
    """
    table = document.add_table(0, len(headings), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, column_widths(headings, lines), strict=True):
        column.width = Mm(width)
    _make_head(_add_row(table, headings))
    added = [
        (_add_spanning_row if isinstance(line, str) else _add_row)(table, line) for line in lines
    ]
    for (above, below), line in zip(pairwise(added), lines[1:], strict=True):
        if not isinstance(line, str):
            _merge(above, below, line)
    if len(headings) > MANY_COLUMNS:
        _set_small(table)


def column_widths(headings, lines):
    """The widths of the columns of a table in millimetres (list): wider where more is said.

    The height that a text needs grows with its length, so the width grows with the root of it.
    """
    least = min(LEAST_WIDTH, TABLE_WIDTH / len(headings))
    cells = [headings, *(line for line in lines if not isinstance(line, str))]
    weights = [
        1 + sqrt(sum(max(0, len(text or "") - FIT) for text in column))
        for column in zip(*cells, strict=True)
    ]
    rest = TABLE_WIDTH - least * len(headings)
    return [least + rest * weight / sum(weights) for weight in weights]


def add_paragraphs(document, text, *, bold=False):
    """Add a paragraph for each line of a text."""
    for line in filter(None, storable(text).split("\n")):
        document.add_paragraph().add_run(line).bold = bold or None


def _make_head(row):
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _make_bold(row.cells)


def _make_bold(cells):
    for cell in cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.bold = True


def _add_row(table, texts):
    row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell, text or "")
    return row


def _add_spanning_row(table, text):
    row = table.add_row()
    whole = row.cells[0].merge(row.cells[-1])
    _write(whole, text)
    _make_bold([whole])
    return row


def _write(cell, text):
    first, *further = storable(text).split("\n")
    cell.paragraphs[0].text = first
    for line in further:
        cell.add_paragraph(line)


def _merge(above, below, texts):
    """Let the cells of a row go on with those above where there is no text (None)."""
    for place, text in enumerate(texts):
        if text is None:
            upper, lower = above._tr.tc_lst[place], below._tr.tc_lst[place]
            upper.vMerge, lower.vMerge = upper.vMerge or "restart", "continue"


def _set_small(table):
    for row in table._tbl.tr_lst:
        for run in row.iter(qn("w:r")):
            Run(run, table).font.size = SMALL
