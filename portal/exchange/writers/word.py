"""Paragraphs and tables of a Word document."""

from itertools import pairwise

from docx.oxml import OxmlElement
from docx.shared import Mm

from departments.xml import storable


def add_table(document, columns, rows):
    """Add a table with a head that is repeated on each page.

    ``columns`` is the width in millimetres by title; a cell of None goes on with the one above it.
    """
    table = document.add_table(0, len(columns), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, columns.values(), strict=True):
        column.width = Mm(width)
    _make_head(_add_row(table, columns))
    added = [(_add_row(table, texts), texts) for texts in rows]
    for (above, _), (below, texts) in pairwise(added):
        for upper, lower, text in zip(above._tr.tc_lst, below._tr.tc_lst, texts, strict=True):
            if text is None:
                upper.vMerge, lower.vMerge = upper.vMerge or "restart", "continue"


def add_paragraphs(document, text, *, bold=False):
    """Add a paragraph for each line of a text."""
    for line in filter(None, storable(text).split("\n")):
        document.add_paragraph().add_run(line).bold = bold or None


def _make_head(row):
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        cell.paragraphs[0].runs[0].bold = True


def _add_row(table, texts):
    row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=True):
        first, *further = storable(text or "").split("\n")
        cell.paragraphs[0].text = first
        for line in further:
            cell.add_paragraph(line)
    return row
