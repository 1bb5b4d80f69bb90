"""Titles of lists: which lines above a first section heading are one, and what they say.

A list opens with the body's name, sometimes with other names in brackets (加挂牌子), sometimes
with 责任清单 or the like behind it; on one line or two, blank lines between or none.
"""

import re
from dataclasses import dataclass

from .lines import printed, squeeze
from .numbering import take_number
from .structure import Printed
from .words import is_body, is_marker

_LIST_TYPE = re.compile(
    r"(?:部门|行政)?(?:权力|责任|权责|职责|职权)(?:(?:清单)?[和与及、]?(?:权力|责任|职责))?清单$"
)
_NAME = re.compile(r"[^。；;，,：:！!？?]{2,50}")
_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]")
_SIGNBOARD_WORDS = re.compile(r"^(?:加挂|挂)|牌子$")
_MAX_TITLE_LINES = 3
_MAX_TITLE = 120


@dataclass(frozen=True)
class Title:
    """A list's title and the parts it is made of."""

    text: Printed
    name: str
    signboards: tuple[str, ...]
    list_type: str | None


def title_above(lines, index, floor):
    """The title that ends right above ``lines[index]`` and begins at ``floor`` or later.

    Returns (index of its first line, Title), or None if nothing there reads as a title.
    """
    found = _title_lines(lines, index, floor)
    text = printed(lines[i] for i in found)
    if not 0 < len(text) <= _MAX_TITLE:
        return None
    title = parse_title(text)
    after_blank = found[0] == 0 or lines[found[0] - 1].is_blank
    return (found[0], title) if _reads_as_title(title, after_blank) else None


def _title_lines(lines, index, floor):
    """Indexes of the lines above, as far up as each is only the rest of the one before it."""
    found = []
    for i in range(index - 1, floor - 1, -1):
        line = lines[i]
        if line.is_blank:
            continue
        if line.begins_cell:
            return []
        found.insert(0, i)
        if not _goes_on_from_above(line.text):
            return found
        if len(found) == _MAX_TITLE_LINES:
            return []
    return []


def _goes_on_from_above(text):
    if len(text) > _MAX_TITLE:
        return False
    return text[0] in "（(" or bool(_LIST_TYPE.fullmatch(_BRACKETS.sub("", squeeze(text))))


def parse_title(text):
    """Take a title apart (Title): the name is what stands before brackets and 责任清单."""
    whole = squeeze(text)
    boards = [
        _SIGNBOARD_WORDS.sub("", board)
        for board in re.split("[、，,；;]", "、".join(_BRACKETS.findall(whole)))
    ]
    bare = _BRACKETS.sub("", whole)
    list_type = _LIST_TYPE.search(bare)
    return Title(
        text=text,
        name=bare[: list_type.start()] if list_type else bare,
        signboards=tuple(board for board in boards if is_body(board)),
        list_type=list_type.group() if list_type else None,
    )


def _reads_as_title(title, after_blank):
    if not _NAME.fullmatch(title.name) or is_marker(title.name):
        return False
    if take_number(title.text):
        return False
    return after_blank or title.list_type is not None or is_body(title.name)
