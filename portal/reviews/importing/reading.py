"""From the lines of a table to entries with their rows."""

from dataclasses import dataclass

from departments.models import EntryRow, ListEntry
from departments.texts.columns import extras_from

from .sections import CODE, ENTRY_MARK, PLACE, ROW_MARK
from .tables import Line


@dataclass(frozen=True)
class ReadEntry:
    """An entry as a file has it: unsaved records with its texts, and the lines that say them.

    The code is empty for a new entry. What ``is_stale`` says what an older edition said: it has its
    place in the order, and its texts are not written.
    """

    entry: ListEntry
    rows: list[EntryRow]
    lines: list[Line]
    is_stale: bool = False

    @property
    def code(self):
        return self.entry.code


def read_entries(table):
    """The entries of a table, in its order (list of ReadEntry); faults are added to the table."""
    if any(heading not in line.texts for line in table.lines for heading in (CODE, PLACE)):
        return []  # of what belongs together nothing can be said
    return [_entry(table, lines) for lines in _grouped(table.lines)]


def _grouped(lines):
    """Lines of one entry each: one begins with another code, or without a code at its first row."""
    groups, code = [], ""
    for line in lines:
        own, place = (line.texts[heading] for heading in (CODE, PLACE))
        if not groups or (own != code if own else place in ("", "1")):
            groups.append([])
            code = own
        groups[-1].append(line)
    return groups


def _entry(table, lines):
    section = table.section
    _check_agreement(table, lines)
    columns = section.entry_columns | {CODE: "code"}
    entry = _record(table, section.model, lines[0], columns, ENTRY_MARK)
    rows = []
    if _has_rows(table, lines):
        _check_places(table, lines)
        model, columns = section.row_model, section.row_columns
        rows = [_record(table, model, line, columns, ROW_MARK) for line in lines]
    return ReadEntry(entry, rows, lines)


def _record(table, model, line, columns, mark):
    """An unsaved record of what a line says of it."""
    texts = {name: line.texts.get(heading, "") for heading, name in columns.items()}
    names = table.extras(mark).items()
    extras = extras_from((name, line.texts.get(heading, "")) for heading, name in names)
    return model(extras=extras, **texts)


def _has_rows(table, lines):
    (line, *others) = lines
    said = [PLACE, *table.section.row_columns, *table.extras(ROW_MARK)]
    return bool(others) or any(line.texts.get(heading) for heading in said)


def _check_agreement(table, lines):
    """What an entry itself says stands in each of its lines, or in the first alone."""
    first, *others = lines
    for heading in (*table.section.entry_columns, *table.extras(ENTRY_MARK)):
        said = first.texts.get(heading, "")
        for line in others:
            if line.texts.get(heading, "") not in ("", said):
                table.fault(
                    line.row,
                    heading,
                    f"与同一条目第 {first.row} 行的不同。同一条目各行的“{heading}”须相同，或者只填第一行。",
                )


def _check_places(table, lines):
    for place, line in enumerate(lines, start=1):
        if line.texts[PLACE] != str(place):
            table.fault(
                line.row, PLACE, f"这里应填 {place}：同一条目的各行从 1 起依次编号，连在一起。"
            )
