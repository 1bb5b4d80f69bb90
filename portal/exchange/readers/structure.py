"""What a reader finds: a document, its lists, and what stands beside the entries of their sections.

Plain values: everything here is frozen, compares by content and knows nothing of databases. The
entries and their rows are of classes that the declarations give (``declared``).
"""

from dataclasses import dataclass, field


class UnreadableDocument(Exception):
    """The document cannot be read; the message is one Chinese sentence for the person at hand."""


class Printed(str):
    """Text to the letter: paragraphs joined by line feeds, with the line each stands on.

    ``lines`` has one number (1-based) for each paragraph. Texts without ``lines`` are derived
    from others (a body's name from its title) and are not counted again in the account.
    """

    lines: tuple[int, ...]

    def __new__(cls, text="", lines=()):
        self = super().__new__(cls, text)
        self.lines = tuple(lines)
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def line(self):
        """Where the text starts (0 for an empty text)."""
        return self.lines[0] if self.lines else 0


@dataclass(frozen=True)
class Annex:
    """A part that is none of the sections (责任追究机制 is a common one), kept in prose."""

    heading: str
    body: str
    line: int


@dataclass(frozen=True)
class Heading:
    """A section's heading as printed, and what stands below it in place of entries (无, ……)."""

    section: str
    text: str
    line: int
    marker: str = ""


@dataclass(frozen=True)
class Piece:
    """Text that belongs to no entry: table headers, markers, stray lines."""

    line: int
    text: str


@dataclass(frozen=True)
class Irregularity:
    """Something the reader had to resolve: what stands there and how it was taken.

    ``kind`` is a key of IRREGULARITIES; ``what`` and ``resolution`` are Chinese sentences.
    """

    kind: str
    line: int
    what: str
    resolution: str


#: The kinds of irregularity, with what they are called.
IRREGULARITIES = {
    "title-over-two-lines": "标题分成几行",
    "heading-number": "标题编号有误",
    "section-headed-twice": "同一部分有两个标题",
    "missing-heading": "缺少部分标题",
    "stray-text": "不成条目的文字",
    "missing-header": "缺少表头",
    "repeated-header": "表头重复",
    "missing-column": "表格缺列",
    "extra-column": "表格多列",
    "empty-row": "空行",
    "split-row": "一行被空行隔开",
    "split-cell": "单元格被空行隔开",
    "missing-number": "缺少序号",
    "lost-cells": "单元格缺失",
    "lost-row-break": "行与行之间缺少换行",
    "shifted-columns": "单元格错位",
    "second-number": "事项之内另有序号",
    "number-alone": "只有序号的行",
    "orphan-row": "续行之上没有条目",
    "unnamed-entry": "条目没有名称",
    "repeated-cell": "文字与上一行重复",
    "other-matter": "可能另属一项",
    "unnumbered-regime": "制度没有编号",
    "untitled-regime": "制度没有标题",
}


@dataclass(frozen=True)
class DepartmentList:
    """One department's list.

    ``states``: for each section present, empty or absent; ``entries``: those of each section, in
    the order of the sections. Both by the keys of the sections.
    """

    order: int
    title: str
    name: str
    signboards: tuple[str, ...]
    list_type: str | None
    first_line: int
    last_line: int
    headings: tuple[Heading, ...] = ()
    states: dict[str, str] = field(default_factory=dict)
    entries: dict[str, tuple] = field(default_factory=dict)
    annexes: tuple[Annex, ...] = ()
    other_text: tuple[Piece, ...] = ()
    irregularities: tuple[Irregularity, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole document and the account of its characters (blanks do not count).

    ``preface`` is what stands before the first list; ``unbalanced_lines`` are the lines whose
    characters are not all found again, once and in order, in the fields of the lists.
    """

    lists: tuple[DepartmentList, ...]
    encoding: str
    sha256: str
    line_count: int
    preface: tuple[Piece, ...] = ()
    characters_placed: int = 0
    characters_lost: int = 0
    unbalanced_lines: tuple[int, ...] = ()
