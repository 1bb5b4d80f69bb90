"""The printed table of a section: its heads, and its lines with what is merged on paper."""

from dataclasses import replace

from departments.sections import Holds
from departments.sheets.merged_cells import may_merge
from departments.texts.record_texts import extra_text, headings_of


def printed_table(section, entries):
    """The heads of the table of some entries (list of str), and its lines.

    A line is a tuple of texts, None where a cell goes on with the one above, or a text (str) that
    stands in one cell across the whole table: the row above a group.
    """
    section = _with_filled(section, entries)
    further = headings_of(one for entry in entries for one in (entry, *entry.rows))
    heads = [*(column.label for column in section.printed_columns), *further]
    return heads, list(_lines(section, further, entries))


def with_groups(entries):
    """Each entry behind the row above its group, which is empty where none begins (pairs)."""
    group = ""
    for entry in entries:
        yield entry.group if entry.group != group else "", entry
        group = entry.group


def number_of(columns, record):
    """The printed number of an entry or a row, where it has one (str)."""
    numbers = (getattr(record, one.field, "") for one in columns if one.holds is Holds.NUMBER)
    return "\n".join(filter(None, numbers))


def _with_filled(section, entries):
    """The section without the columns that its lists need not have and in which none says anything."""
    rows = [row for entry in entries for row in entry.rows]
    filled = replace(section.rows, columns=_filled(section.rows.columns, rows))
    return replace(section, columns=_filled(section.columns, entries), rows=filled)


def _filled(columns, records):
    return tuple(
        one for one in columns if one.always or any(getattr(each, one.field) for each in records)
    )


def _lines(section, further, entries):
    for group, entry in with_groups(entries):
        if group:
            yield group
        extras = [_extra_cells(entry, heading) for heading in further]
        for place, row in enumerate(entry.rows or [None]):
            yield (
                *_own_cells(section, entry, row, place),
                *_row_cells(section, row, place),
                *(cells[place] for cells in extras),
            )


def _own_cells(section, entry, row, place):
    """What the entry itself says: in its first line, except for the number that a row may have."""
    for column in section.columns:
        if column.holds is Holds.NUMBER:
            own = "" if place else getattr(entry, column.field)
            numbers = filter(None, [own, number_of(section.rows.columns, row)])
            yield _or_merged("\n".join(numbers), place)
        else:
            yield None if place else getattr(entry, column.field)


def _row_cells(section, row, place):
    """What a row says; nothing where the entry has none."""
    for column in section.rows.columns:
        if column.holds is not Holds.NUMBER:
            text = getattr(row, column.field, "")
            yield _or_merged(text, place) if may_merge(column) else text


def _extra_cells(entry, heading):
    """A further column of an entry: one cell if only the entry itself says something in it (list)."""
    own, texts = extra_text(entry, heading), [extra_text(row, heading) for row in entry.rows]
    if any(texts):
        return ["\n".join(filter(None, [own, texts[0]])), *texts[1:]]
    return [own, *([None] * len(texts[1:]))]


def _or_merged(text, place):
    """A cell that is merged with the one above where it is empty, except in an entry's first row."""
    return text or (None if place else "")
