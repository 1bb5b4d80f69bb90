"""What stands in lists beside their sections, as tables: annexes with their tables, and notes."""

import tablib

from departments.models import Annex, Note, section_models

KEYS = ["地址名", "版次"]
AFTER, SOURCE_LINE = "排在哪一部分之后", "来源行"
#: Which table of an annex a line is from, and which of its rows; 0 is the head.
TABLE, ROW = "表", "行"


def annex_table(editions):
    """The annexes of some editions: a line for each, then one for each row of its tables."""
    lines = []
    for annex in _ordered(Annex, editions):
        own = {"标题": annex.heading}
        lines.append(_line(annex, own | {"正文": annex.body}))
        lines += [_line(annex, own | said) for said in _table_lines(annex.tables)]
    return _dataset(["标题", "正文"], lines)


def note_table(editions):
    """The notes of some editions: a line for each."""
    lines = [_line(note, {"文字": note.text}) for note in _ordered(Note, editions)]
    return _dataset(["文字"], lines)


def cell_heading(place):
    """The column of the cells that stand at a place (from 1) in the rows of an annex's tables."""
    return f"第 {place} 列"


def _ordered(model, editions):
    return (
        model.objects.filter(edition__in=editions)
        .select_related("edition__department")
        .order_by("edition__department__order", "edition__department", "position")
    )


def _line(part, said):
    edition = part.edition
    keys = dict(zip(KEYS, (edition.department.slug, edition.number), strict=True))
    after = {AFTER: _title(part.after)} if part.after else {}
    return keys | said | after | {SOURCE_LINE: part.source_line}


def _table_lines(tables):
    for number, table in enumerate(tables, start=1):
        for row, cells in enumerate([table["headings"], *table["rows"]]):
            texts = {cell_heading(place): text for place, text in enumerate(cells, start=1)}
            yield {TABLE: number, ROW: row} | texts


def _title(key):
    """What tables call the section of a key."""
    titles = {model.section_key: model.section_title for model in section_models()}
    return titles.get(key, key)


def _dataset(own, lines):
    """Lines (dicts) as a table; the columns that only some lists need are there where one does."""
    said = {name for line in lines for name in line}
    cells = map(cell_heading, range(1, len(said) + 1))
    rare = [name for name in (AFTER, TABLE, ROW, *cells) if name in said]
    headings = [*KEYS, *own, *rare, SOURCE_LINE]
    table = tablib.Dataset(headers=headings)
    for line in lines:
        table.append(["" if (cell := line.get(name)) is None else str(cell) for name in headings])
    return table
