"""From the lines of a table to entries with their rows."""

from dataclasses import dataclass

from departments.models import EntryRow, ListEntry
from departments.resources import ListRow

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
    section = table.section
    if any(heading not in line.texts for line in table.lines for heading in _guides(section)):
        return []  # of what belongs together nothing can be said
    return [_entry(table, lines) for lines in _grouped(section, table.lines)]


def _guides(section):
    return section.code_heading, section.place_heading


def _grouped(section, lines):
    """Lines of one entry each: one begins with another code, or without a code at its first row."""
    groups, code = [], ""
    for line in lines:
        own, place = (line.texts[heading] for heading in _guides(section))
        if not groups or (own != code if own else place in ("", "1")):
            groups.append([])
            code = own
        groups[-1].append(line)
    return groups


def _entry(table, lines):
    section = table.section
    first, *others = [ListRow(section.model(), section.row_model(), None) for _ in lines]
    for record, line in zip((first, *others), lines, strict=True):
        section.resource.import_instance(record, line.texts)
    _check_agreement(table, lines)
    rows = [record.row for record in (first, *others)] if _has_rows(section, lines) else []
    if rows:
        _check_places(table, lines)
    return ReadEntry(first.entry, rows, lines)


def _has_rows(section, lines):
    (line, *others) = lines
    said = [section.place_heading, *section.row_columns]
    return bool(others) or any(line.texts.get(heading) for heading in said)


def _check_agreement(table, lines):
    """What an entry itself says stands in each of its lines, or in the first alone."""
    first, *others = lines
    for heading in table.section.entry_columns:
        said = first.texts.get(heading, "")
        for line in others:
            if line.texts.get(heading, "") not in ("", said):
                table.fault(
                    line.row,
                    heading,
                    f"与同一条目第 {first.row} 行的不同。同一条目各行的“{heading}”须相同，或者只填第一行。",
                )


def _check_places(table, lines):
    heading = table.section.place_heading
    for place, line in enumerate(lines, start=1):
        if line.texts[heading] != str(place):
            table.fault(
                line.row, heading, f"这里应填 {place}：同一条目的各行从 1 起依次编号，连在一起。"
            )
