"""Where lists and their parts begin: their sections, and annexes.

Sections go by the names of their headings; their numbers are unreliable. Where a heading is
missing, a table's header or a regime's first part still shows which section begins. A list
begins at the title above its first section.
"""

from dataclasses import dataclass

from .declared import prose, sections, tables, usual_columns
from .lines import Line, squeeze
from .numbering import take_number
from .structure import UnreadableDocument
from .titles import Title, title_above
from .words import ANNEX, column_named, is_marker, names_first_part, part_named

_HEADER_LINES = 16


@dataclass(frozen=True)
class Part:
    """The lines of a part, the section of a ``key`` or an annex (ANNEX).

    ``heading`` is its heading's Line, or None if it has none.
    """

    key: str
    heading: Line | None
    body: tuple[Line, ...]

    @property
    def line(self):
        """The number of its first line."""
        return self.heading.number if self.heading else self.body[0].number


@dataclass(frozen=True)
class ListLines:
    """A list's title and parts, and the first and last of its lines (numbers)."""

    title: Title
    first_line: int
    last_line: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class _Start:
    """A place where a part begins: at its heading (``headed``), or where it plainly has none."""

    index: int
    key: str
    headed: bool


@dataclass(frozen=True)
class _Opening:
    """Where a list begins: index and Title, and the number of its first part's start."""

    index: int
    title: Title
    first_start: int


def split_lists(lines):
    """(lines before the first title, the document's lists as tuple of ListLines)."""
    starts = _starts(lines)
    openings = _list_openings(lines, starts)
    if not openings:
        raise UnreadableDocument(
            "没有找到清单的标题：每份清单应以部门名称开头，下接“部门职责”等部分标题，请核对文件内容。"
        )
    _refuse_untitled(starts[0], openings[0], lines)
    ends = [opening.index for opening in openings[1:]] + [len(lines)]
    end_starts = [opening.first_start for opening in openings[1:]] + [len(starts)]
    lists = []
    for opening, end, end_start in zip(openings, ends, end_starts, strict=True):
        parts = _parts(lines, starts[opening.first_start : end_start], end)
        lists.append(
            ListLines(opening.title, lines[opening.index].number, lines[end - 1].number, parts)
        )
    return lines[: openings[0].index], tuple(lists)


def _refuse_untitled(start, opening, lines):
    if opening.first_start:
        number = lines[start.index].number
        raise UnreadableDocument(
            f"第{number}行起的部分之上没有清单标题，不知属于哪个部门，请在其上补上部门名称一行。"
        )


def _starts(lines):
    starts, tabular = [], {section.key for section in tables()}
    for index, line in enumerate(lines):
        if not line.text:
            continue
        inside = starts[-1].key if starts else None
        key = _heading_key(line)
        if key:
            starts.append(_Start(index, key, True))
        elif line.begins_cell and squeeze(line.text) == "序号":
            key = _header_key(lines, index)
            if key and key != inside:
                starts.append(_Start(index, key, False))
        elif inside in tabular and _opens_regime(line):
            begin = _prose_start(lines, index, starts[-1].index)
            starts.append(_Start(begin, prose().key, False))
    return starts


def _opens_regime(line):
    number = None if line.begins_cell else take_number(line.text)
    return bool(number) and number.value == 1 and names_first_part(number.rest)


def _prose_start(lines, index, floor):
    """Where the prose begins that leads up to a regime's first part: after the last cell of the
    table above and the first blank line below it, for the cell's own paragraphs may follow it."""
    start = index
    for i in range(index - 1, floor, -1):
        if lines[i].begins_cell or is_marker(lines[i].text):
            return start
        if lines[i].text and lines[i - 1].is_blank:
            start = i
    return start


def _heading_key(line):
    if line.begins_cell:
        return None
    number = take_number(line.text)
    return part_named(number.rest if number else line.text, bool(number))


def _header_key(lines, index):
    """The section whose table has the header that begins here (None if it is no header)."""
    words = []
    for line in lines[index : index + _HEADER_LINES]:
        if line.begins_cell:
            words.append(line.text)
        elif words:
            words[-1] += line.text
    return next((section.key for section in tables() if _is_header(section, words)), None)


def _is_header(section, words):
    """Whether words head a section's table: what its entries are called, and most columns."""
    usual = usual_columns(section)
    columns = {column_named(section, word) for word in words[: len(usual)]} - {None}
    return section.column(section.heading) in columns and len(columns) > len(usual) // 2


def _list_openings(lines, starts):
    order = [*sections(), ANNEX]
    openings, furthest, floor = [], -1, 0
    for number, start in enumerate(starts):
        found = title_above(lines, start.index, floor)
        rank = order.index(start.key)
        if found and (not openings or _begins_anew(rank, furthest, found[1])):
            openings.append(_Opening(*found, number))
            furthest = -1
        furthest = max(furthest, rank)
        floor = start.index + 1
    return openings


def _begins_anew(rank, furthest, title):
    """Whether a part under a title opens a new list rather than goes on with the one above."""
    return rank == 0 or rank <= furthest or title.list_type is not None


def _parts(lines, starts, end):
    bounds = [start.index for start in starts[1:]] + [end]
    return tuple(
        Part(start.key, lines[start.index], lines[start.index + 1 : bound])
        if start.headed
        else Part(start.key, None, lines[start.index : bound])
        for start, bound in zip(starts, bounds, strict=True)
    )
