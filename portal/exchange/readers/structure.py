"""What a reader finds: a document, its lists, their four sections and the rows in them.

Plain values: everything here is frozen, compares by content and knows nothing of databases.
"""

from dataclasses import dataclass, field

SECTIONS = ("duties", "boundaries", "supervision", "services")
SECTION_TITLES = {
    "duties": "部门职责",
    "boundaries": "与相关部门的职责边界",
    "supervision": "事中事后监管制度",
    "services": "公共服务事项",
}


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
class WorkItem:
    """One 具体工作事项 with its 备注; ``number`` only where the row bears a 序号 of its own."""

    number: str
    text: str
    note: str
    line: int


@dataclass(frozen=True)
class Duty:
    """One 主要职责 with the rows below it."""

    number: str
    text: str
    line: int
    items: tuple[WorkItem, ...]


@dataclass(frozen=True)
class Party:
    """One 相关部门 of a matter; empty cells (merged with those above, or missing) are ''."""

    number: str
    department: str
    responsibility: str
    basis: str
    case: str
    line: int


@dataclass(frozen=True)
class BoundaryMatter:
    """One 管理事项 with the bodies that share it."""

    number: str
    matter: str
    line: int
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class RegimePart:
    """One part of a regime: 监督检查对象, 内容, 方式 …"""

    heading: str
    body: str
    line: int


@dataclass(frozen=True)
class Regime:
    """One 监管制度; number and title are '' where none is printed."""

    number: str
    title: str
    preamble: str
    line: int
    parts: tuple[RegimePart, ...]


@dataclass(frozen=True)
class ServiceItem:
    """One row of a service: 主要工作内容 and 承办机构."""

    number: str
    content: str
    handler: str
    line: int


@dataclass(frozen=True)
class Service:
    """One 服务事项; rows that go on with it are further items."""

    number: str
    name: str
    line: int
    items: tuple[ServiceItem, ...]


@dataclass(frozen=True)
class Annex:
    """A section beyond the four (责任追究机制 is a common one), kept in prose."""

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
    "other-matter": "可能另属一项",
    "unnumbered-regime": "制度没有编号",
    "untitled-regime": "制度没有标题",
}


@dataclass(frozen=True)
class DepartmentList:
    """One department's list. ``states``: for each section present, empty or absent."""

    order: int
    title: str
    name: str
    signboards: tuple[str, ...]
    list_type: str | None
    first_line: int
    last_line: int
    headings: tuple[Heading, ...] = ()
    states: dict[str, str] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    boundaries: tuple[BoundaryMatter, ...] = ()
    supervision: tuple[Regime, ...] = ()
    services: tuple[Service, ...] = ()
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
