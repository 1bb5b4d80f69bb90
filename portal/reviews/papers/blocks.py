"""What a paper is made of, whatever it is written as."""

from dataclasses import dataclass, field

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Heading:
    """``level`` 1 or 2."""

    text: str
    level: int = 1
    kind = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Lines of text; ``strong`` is what a reader must not miss."""

    text: str
    strong: bool = False
    kind = "paragraph"


@dataclass(frozen=True)
class Facts:
    """What is so: pairs of a label and a text."""

    pairs: list[tuple[str, str]]
    kind = "facts"


@dataclass(frozen=True)
class Table:
    """``columns`` are titles and their shares of the width, in per cent; rows are tuples of str."""

    columns: dict[str, int]
    rows: list[tuple[str, ...]]
    kind = "table"

    @property
    def labelled_rows(self):
        """Each cell with the title of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Closing:
    """The lines at the right below a paper: who, and on which day."""

    lines: list[str]
    kind = "closing"


@dataclass
class Paper:
    """A title, a number (文号, 编号; "" without), and blocks in their order."""

    title: str
    number: str
    blocks: list = field(default_factory=list)

    def add(self, *blocks):
        self.blocks += blocks


def numbered(place, text):
    """A heading with its place among its like, from 1: 一、…"""
    return Heading(f"{_NUMERALS[place - 1] if place <= len(_NUMERALS) else place}、{text}")
