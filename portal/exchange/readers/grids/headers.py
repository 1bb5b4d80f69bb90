"""A table's header: which cells it has, and which columns they head.

Headers vary (备  注, 主要内容, 管理/事项 in two paragraphs), and a table may lack a column or
carry one more. Where a header word is unknown or lost, its place and the rows below tell.
"""

from collections import Counter

from ..declared import EXTRA, headed_columns, usual_columns
from ..words import column_named
from .fitting import Separation, kind_of

_MAX_COLUMNS = 10
_MAX_WORD = 12


def header_cells(section, cells):
    """The cells that make up the header: known words, and short ones beside them."""
    header, known = [], 0
    for cell in cells[:_MAX_COLUMNS]:
        if column_named(section, cell.text):
            known += 1
        elif not _goes_on(cell, header):
            break
        header.append(cell)
    return header if known > 1 else []


def _goes_on(cell, header):
    if not header or cell.separation is not Separation.NONE:
        return False
    return 0 < len(cell.text) <= _MAX_WORD and kind_of(cell.text) == "phrase"


def columns_of(section, header, cells):
    """The columns of a table (list of Column); what it has beyond its section's is ``EXTRA``."""
    usual = usual_columns(section)
    columns = _headed(section, header, usual) if header else usual
    width = min(_usual_width(cells), _MAX_COLUMNS)
    columns = _with_lost(columns, usual, width, cells)
    return columns + [EXTRA] * (width - len(columns))


def _headed(section, header, usual):
    """The columns named in a header. An unknown word heads the one that usually comes next."""
    named = [column_named(section, cell.text) for cell in header]
    columns = []
    for column in named:
        if column is None or column in columns:
            column = _next_usual(section, columns[-1:], usual)
            column = EXTRA if column in named else column
        columns.append(column)
    return columns


def _next_usual(section, before, usual):
    """The usual column that comes next behind another, if any is ``before`` (list)."""
    known = headed_columns(section)
    behind = known[known.index(before[0]) + 1 :] if before and before[0] in known else known
    return next((column for column in behind if column in usual), EXTRA)


def _with_lost(columns, usual, width, cells):
    """Put back columns whose header is lost, where they usually stand, if rows have more cells."""
    numbered = any(kind_of(cell.text) == "number" for cell in cells)
    for column in usual if numbered else [*usual[1:], usual[0]]:
        if len(columns) < width and column not in columns:
            before = [name for name in usual[: usual.index(column)] if name in columns]
            place = columns.index(before[-1]) + 1 if before else 0
            columns = [*columns[:place], column, *columns[place:]]
    return columns


def _usual_width(cells):
    """How many cells most rows have, rows being what blank lines part (0 if there is no most)."""
    lengths, length = Counter(), 0
    for cell in cells:
        if cell.separation is Separation.BLANK and length:
            lengths[length] += 1
            length = 0
        length += 1
    lengths[length] += 1
    width, count = lengths.most_common(1)[0]
    return width if count > max(2, lengths.total() // 2) else 0
