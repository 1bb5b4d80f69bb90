"""Tables of an annex as they are typed: a line for each row, ｜ around every cell, a blank line
between two tables. The first row holds the headings. The script of the page shows them as grids.
"""

import re

from django import forms
from django.core.exceptions import ValidationError

from departments.texts.columns import table_text

from .limits import LONGEST, visible_only

#: What stands for a ｜ and a backslash within a cell while cells are told apart.
_BAR, _BACKSLASH = "\x01", "\x02"


class TablesField(forms.CharField):
    """The tables of an annex (list of {"headings", "rows"}), as one text."""

    def __init__(self, **kwargs):
        super().__init__(
            label="表格",
            required=False,
            max_length=LONGEST,
            validators=[visible_only],
            help_text="每行写作“｜甲｜乙｜”，第一行是列名；两个表格之间空一行。也可以从表格软件里复制粘贴。",
            widget=forms.Textarea({"rows": 3, "data-grid": ""}),
            **kwargs,
        )

    def to_python(self, value):
        return "\n".join(line.rstrip() for line in super().to_python(value).splitlines())

    def clean(self, value):
        text = super().clean(value)
        tables_from(text)
        return text


def tables_text(tables):
    """Tables as they are typed (str)."""
    return "\n\n".join(map(table_text, tables))


def tables_from(text):
    """The tables that a text says (list). Raises ValidationError."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return [_table(place, block) for place, block in enumerate(blocks, start=1) if block]


def _table(place, block):
    headings, *rows = _rows(block)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(headings):
            raise ValidationError(
                f"第 {place} 个表格第 {number} 行有 {len(row)} 格，列名有 {len(headings)} 格，须一样多。"
            )
    return {"headings": headings, "rows": rows}


def _rows(block):
    if "｜" not in block:  # as a spreadsheet puts it in the clipboard
        return [[cell.strip() for cell in line.split("\t")] for line in block.splitlines()]
    told = block.replace("\\\\", _BACKSLASH).replace("\\｜", _BAR).strip()
    lines = re.split(r"｜\s*\n\s*｜", told.removeprefix("｜").removesuffix("｜"))
    return [[_cell(cell) for cell in line.split("｜")] for line in lines]


def _cell(text):
    return text.strip().replace(_BAR, "｜").replace(_BACKSLASH, "\\")
