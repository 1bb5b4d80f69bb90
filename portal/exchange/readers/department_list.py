"""One department's list: its sections read, each as a table or as prose, and put together."""

from dataclasses import dataclass, field

from departments.sections import Layout

from .declared import sections
from .entries import read_entries
from .grids.tables import read_table
from .irregularities import irregular
from .lines import printed
from .numbering import take_number
from .regimes import read_regimes
from .structure import Annex, DepartmentList, Heading, Piece, UnreadableDocument
from .words import ANNEX, is_marker


@dataclass
class _Parts:
    """What has been read of a list so far."""

    entries: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)
    headings: list = field(default_factory=list)
    annexes: list = field(default_factory=list)
    other_text: list = field(default_factory=list)
    irregularities: list = field(default_factory=list)


def read_list(part, order):
    """Read the lines of one list (ListLines) as a DepartmentList."""
    read = _Parts()
    _note_title(part.title, read)
    for one in part.parts:
        _read_part(one, read)
    return DepartmentList(
        order=order,
        title=part.title.text,
        name=part.title.name,
        signboards=part.title.signboards,
        list_type=part.title.list_type,
        first_line=part.first_line,
        last_line=part.last_line,
        headings=tuple(read.headings),
        states=_states(read),
        entries={key: read.entries.get(key, ()) for key in sections()},
        annexes=tuple(read.annexes),
        other_text=tuple(sorted(read.other_text, key=lambda piece: piece.line)),
        irregularities=tuple(sorted(read.irregularities, key=lambda found: found.line)),
    )


def _note_title(title, read):
    if len(title.text.lines) > 1:
        what = f"清单标题分成 {len(title.text.lines)} 行。"
        read.irregularities.append(irregular("title-over-two-lines", title.text.line, what))


def _states(read):
    """The state of each section; of one that lists need not have only where it is headed."""
    keys = [one.key for one in sections().values() if one.always or one.key in read.entries]
    return {key: _state(key, read) for key in keys}


def _state(key, read):
    if read.entries.get(key):
        return "present"
    return "empty" if key in read.entries else "absent"


def _read_part(part, read):
    if part.key == ANNEX:
        read.annexes.append(_annex(part))
        return
    section = sections()[part.key]
    reader = _read_prose if section.layout is Layout.PROSE else _read_rows
    entries, marker = reader(section, part.body, read)
    _keep_entries(part, entries, read)
    _keep_heading(part, marker, read)


def _annex(part):
    heading = printed([part.heading])
    return Annex(heading, printed(part.body), heading.line)


def _read_prose(section, body, read):
    """(regimes, marker): markers are what stands in a section in place of regimes."""
    lines = [line for line in body if line.text]
    if lines and all(is_marker(line.text) for line in lines):
        read.other_text += [Piece(line.number, printed([line])) for line in lines]
        return (), "\n".join(line.text for line in lines)
    regimes, irregularities = read_regimes(section, body)
    read.irregularities += irregularities
    return regimes, ""


def _read_rows(section, body, read):
    table = read_table(section, body)
    entries = read_entries(section, table)
    read.other_text += table.other_text
    read.irregularities += table.irregularities
    return entries, table.marker


def _keep_entries(part, entries, read):
    """Add a section's entries. The same section twice is read if only one of the two has any."""
    earlier = read.lines.setdefault(part.key, part.line)
    if earlier != part.line:
        _note_repetition(part, earlier, entries and read.entries[part.key], read)
    read.entries[part.key] = read.entries.get(part.key) or entries


def _note_repetition(part, earlier, both_filled, read):
    title = sections()[part.key].title
    if both_filled:
        raise UnreadableDocument(
            f"第{earlier}行和第{part.line}行都是“{title}”部分，且都有内容，"
            "请核对是否重复，或两者之间缺少另一份清单的标题。"
        )
    what = f"“{title}”部分在第{earlier}行已经有了，这里又出现一次。"
    read.irregularities.append(irregular("section-headed-twice", part.line, what))


def _keep_heading(part, marker, read):
    title = sections()[part.key].title
    if part.heading is None:
        what = f"“{title}”部分没有标题。"
        read.irregularities.append(irregular("missing-heading", part.line, what))
        return
    text = printed([part.heading])
    number = take_number(text)
    if not number or number.value != sections()[part.key].order:
        what = f"部分标题“{text}”" + ("的编号与次序不符。" if number else "没有编号。")
        read.irregularities.append(irregular("heading-number", part.line, what))
    read.headings.append(Heading(part.key, text, part.line, marker))
