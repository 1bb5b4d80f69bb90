"""Sheets of text, whatever file they come from."""

from dataclasses import dataclass, field

from ..faults import Unreadable

#: More rows and columns than any list has; a file beyond them is a mistake or an attack.
MOST_ROWS, MOST_COLUMNS = 3_000, 100


@dataclass(frozen=True)
class Cell:
    """A cell's text, and what is wrong with it as a cell ("" if nothing)."""

    text: str = ""
    fault: str = ""


@dataclass
class Sheet:
    """A sheet: its name ("" in a CSV file), and its rows, each with its number in the file.

    Rows without any text are left out. ``merged`` holds the merged ranges: (row, place of the
    column, name of the range).
    """

    title: str
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    merged: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, number, cells):
        """Take up a row, unless it is empty. Raises Unreadable if it is one too many."""
        while cells and not (cells[-1].text.strip() or cells[-1].fault):
            cells.pop()
        if not cells:
            return
        if number > MOST_ROWS:
            raise Unreadable(
                f"第 {MOST_ROWS} 行之后还有内容，超过了一次导入的上限。请删去多余的行，或者分部分导入。"
            )
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(f"第 {number} 行超过 {MOST_COLUMNS} 格，请核对是否选错文件。")
        self.rows.append((number, cells))
