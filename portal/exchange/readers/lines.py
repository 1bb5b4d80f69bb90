"""From text to numbered lines, as an editor shows them."""

import re
from typing import NamedTuple

from .structure import Printed, UnreadableDocument

MAX_LINES = 100_000
MAX_LINE_LENGTH = 100_000

#: TAB and line ends aside, no control character has a place in a document; nor have halves of
#: surrogate pairs. U+0085 is one of them. U+2028 and U+2029 are blanks inside their line.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Line(NamedTuple):
    """One line: its number (1-based), whether it begins a table cell, and its text without margins.

    ``follows_loss`` marks a cell whose TAB stands behind blanks: what stood before it, cells
    and even the break between two rows, was lost in the export.
    """

    number: int
    text: str
    begins_cell: bool
    follows_loss: bool

    @property
    def is_blank(self):
        return not self.text and not self.begins_cell


def split_lines(text):
    """The lines of a text (tuple of Line). CR LF, LF and CR end a line, and nothing else does."""
    if not text.strip():
        raise UnreadableDocument("文件里没有文字，请重新导出清单。")
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    count = text.count("\n") + 1
    if count > MAX_LINES:
        raise UnreadableDocument(
            f"文件有 {count} 行，超过 {MAX_LINES} 行的上限，请核对是否选错，或分成几个文件导入。"
        )
    return tuple(_line(number, raw) for number, raw in enumerate(text.split("\n"), start=1))


def _line(number, raw):
    if len(raw) > MAX_LINE_LENGTH:
        raise UnreadableDocument(
            f"第{number}行有 {len(raw)} 个字符，超过 {MAX_LINE_LENGTH} 的上限，请在原文中分段后重新导出。"
        )
    forbidden = _FORBIDDEN.search(raw)
    if forbidden:
        raise UnreadableDocument(
            f"第{number}行第{forbidden.start() + 1}个字符是控制字符 U+{ord(forbidden.group()):04X}，"
            "请在原文中删去后重新导出。"
        )
    margin = raw[: len(raw) - len(raw.lstrip())]
    begins_cell = "\t" in margin
    return Line(number, raw.strip(), begins_cell, begins_cell and margin[0] != "\t")


def printed(lines):
    """Lines as one text: blank ones dropped, the others joined by line feeds (Printed)."""
    shown = [line for line in lines if line.text]
    return Printed("\n".join(line.text for line in shown), [line.number for line in shown])


def squeeze(text):
    """A text without any blanks, for comparing words: '备  注' is 备注."""
    return "".join(text.split())
