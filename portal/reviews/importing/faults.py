"""What is wrong with a file, in words for the person who made it."""

from dataclasses import dataclass
from itertools import groupby

from ..refusals import Refusal


class Unreadable(Refusal):
    """A file of which nothing can be read; the text says why."""


class Faulty(Refusal):
    """A file that was read and cannot be imported as it is; ``faults`` lists why."""

    def __init__(self, faults):
        super().__init__("有须改正的地方，草稿一字未动。")
        self.faults = faults


@dataclass(frozen=True)
class Fault:
    """One thing wrong: in which sheet ("" in a CSV file), row (None: the whole) and column."""

    sheet: str
    row: int | None
    column: str
    text: str


@dataclass(frozen=True)
class FaultLine:
    """The same fault of one column in one or more rows, as a page lists it."""

    sheet: str
    rows: str
    column: str
    text: str


def listed(faults):
    """Faults in the order of their places, the same one in several rows put together (list)."""
    together = {}
    for fault in faults:
        key = (fault.sheet, fault.column, fault.text)
        together.setdefault(key, set()).add(fault.row or 0)
    lines = [
        (sheet, min(rows), FaultLine(sheet, spans(rows - {0}), column, text))
        for (sheet, column, text), rows in together.items()
    ]
    return [line for *_, line in sorted(lines, key=lambda each: each[:2])]


def spans(numbers):
    """Whole numbers as people write them: 2、5–8 (str)."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return "、".join(str(a[0]) if len(a) == 1 else f"{a[0]}–{a[-1]}" for a in ends)
