"""What is done about each kind of irregularity, in words for the clerk."""

from .structure import Irregularity

#: The resolution of each kind in ``structure.IRREGULARITIES``.
RESOLUTIONS = {
    "title-over-two-lines": "各行合为一个标题。",
    "heading-number": "不看编号，按名称和前后内容认定，编号照原文。",
    "section-headed-twice": "两处只有一处有内容，以有内容的为准。",
    "missing-heading": "按表头或内容认定为这一部分。",
    "stray-text": "不作为条目，留在其他文字中。",
    "missing-header": "按通常的各列读取。",
    "repeated-header": "不作为一行，留在其他文字中。",
    "missing-column": "该列按空白处理，其余各列按表头对应。",
    "extra-column": "多出的列如有文字，留在其他文字中。",
    "empty-row": "不作为一行。",
    "split-row": "按单元格数计，仍作为同一行。",
    "split-cell": "仍作为同一个单元格，各段换行相接。",
    "missing-number": "作为新的一行，序号按空白处理，其余依次对应各列。",
    "lost-cells": "缺失的单元格按空白处理，其余按内容对应各列。",
    "lost-row-break": "缺失的单元格按空白处理，由此另起一行。",
    "shifted-columns": "各格按内容对应各列，多出的如有文字留在其他文字中。",
    "second-number": "仍归入上一项，序号留在本行。",
    "number-alone": "不作为一行，序号留在其他文字中。",
    "orphan-row": "归入名称空白的一项。",
    "unnamed-entry": "作为新的一项，名称按空白处理。",
    "repeated-cell": "仍归入上一项，重复的文字留在其他文字中。",
    "other-matter": "没有序号和事项名称，仍归入上一事项。",
    "unnumbered-regime": "从其后的条目看是新的一项制度，编号按空白处理。",
    "untitled-regime": "标题按空白处理。",
}


def irregular(kind, line, what):
    """An Irregularity of a known kind."""
    return Irregularity(kind, line, what, RESOLUTIONS[kind])
