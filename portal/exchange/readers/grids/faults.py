"""What was irregular about a table, as sentences for the clerk."""

from departments.sections import Holds

from ..declared import EXTRA, first_holding, usual_columns
from ..irregularities import irregular
from .fitting import Separation


def _titles(columns):
    return "、".join(column.label for column in columns)


def header_faults(section, header, columns, line):
    """Irregularities of a table as a whole: no header, a column too few or too many."""
    if not header:
        yield irregular("missing-header", line, "表格没有表头。")
    missing = [column for column in usual_columns(section) if column not in columns]
    if missing:
        yield irregular("missing-column", line, f"表格没有“{_titles(missing)}”列。")
    if EXTRA in columns:
        yield irregular("extra-column", line, f"表格比通常多 {columns.count(EXTRA)} 列。")


def row_faults(row, places, columns):
    """Irregularities of one row: empty, split by a blank line, cells missing or shifted."""
    cells = [cell for _, cell in row.cells]
    if row.is_empty:
        what = f"一行 {len(cells)} 个单元格全部是空的。"
        return [irregular("empty-row", cells[0].line, what)]
    return [*_splits(cells), *_losses(cells, places, columns), *_shifts(row, places, columns)]


def _splits(cells):
    for index, cell in enumerate(cells):
        if index and cell.separation is Separation.BLANK:
            yield irregular("split-row", cell.line, "一行中间有空行，看似断成两行。")
        if cell.is_split:
            yield irregular("split-cell", cell.line, "一个单元格的各段之间有空行。")


def _losses(cells, places, columns):
    """What was lost in the export before a TAB that stands behind blanks."""
    before = -1
    for cell, place in zip(cells, places, strict=True):
        if cell.separation is Separation.LOSS:
            lost = _titles(columns[before + 1 : place.column])
            if place.begins_row:
                own = f"和本行的“{lost}”单元格" if lost else ""
                yield irregular("lost-row-break", cell.line, f"本行之前丢失了换行{own}。")
            else:
                yield irregular("lost-cells", cell.line, f"本行丢失了“{lost}”单元格。")
        before = place.column


def _shifts(row, places, columns):
    """Missing cells, with nothing to show where they were lost."""
    missing, before = [], -1
    for (_, cell), place in zip(row.cells, places, strict=True):
        if cell.separation is not Separation.LOSS:
            missing += columns[before + 1 : place.column]
        before = place.column
    missing += columns[before + 1 :]
    if before >= len(columns):
        shift = f"单元格向左错位 {len(missing)} 格，" if missing else ""
        yield irregular("shifted-columns", row.line, f"{shift}末尾多出单元格。")
    elif missing == [first_holding(columns, Holds.NUMBER)]:
        yield irregular("missing-number", row.line, "本行没有序号单元格。")
    elif missing:
        yield irregular("lost-cells", row.line, f"本行缺少“{_titles(missing)}”单元格。")
