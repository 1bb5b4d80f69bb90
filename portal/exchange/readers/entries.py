"""From rows to entries: duties, boundary matters and services.

A vertically merged cell shows as an empty cell: the row goes on with the entry above. So an
entry begins where its own column (主要职责, 管理事项, 服务事项) is filled; a 序号 alone begins
nothing and stays with its row. A row with nothing beside its entry's name and number is no row.
"""

from .irregularities import irregular
from .lines import squeeze
from .structure import BoundaryMatter, Duty, Party, Piece, Printed, Service, ServiceItem, WorkItem


def read_duties(table):
    """The duties in a table (tuple of Duty)."""
    return _read_entries(table, Duty, "text", WorkItem, ("item", "note"))


def read_boundaries(table):
    """The boundary matters in a table (tuple of BoundaryMatter)."""
    columns = ("department", "responsibility", "basis", "case")
    matters = _read_entries(table, BoundaryMatter, "matter", Party, columns)
    for matter in matters:
        table.irregularities += _other_matters(matter)
    return matters


def read_services(table):
    """The services in a table (tuple of Service)."""
    return _read_entries(table, Service, "name", ServiceItem, ("content", "handler"))


def _read_entries(table, entry_type, key, row_type, columns):
    """Group a table's rows under entries; ``columns`` are the row type's, in its order."""
    entries = []
    for row in table.rows:
        if row[key]:
            if row.has_empty("number"):
                what = f"“{row[key][:40]}”的序号是空的。"
                table.irregularities.append(irregular("missing-number", row.line, what))
            entries.append((row["number"], row[key], []))
        elif not entries:
            what = "表格开头的行没有写明属于哪一项。"
            table.irregularities.append(irregular("orphan-row", row.line, what))
            entries.append((Printed(), Printed(), []))
        number = Printed() if row[key] else row["number"]
        texts = [row[column] for column in columns]
        if any(texts):
            line = next(text.line for text in texts if text)
            entries[-1][2].append(row_type(number, *texts, line))
        if number:
            _note_number(number, any(texts), table)
    return tuple(
        entry_type(number, text, text.line or rows[0].line, tuple(rows))
        for number, text, rows in entries
        if text or rows
    )


def _note_number(number, has_content, table):
    """Note a 序号 in a row that begins no entry; without any content it is kept as other text."""
    if has_content:
        what = f"本行有序号“{number}”，但没有另写名称。"
        table.irregularities.append(irregular("second-number", number.line, what))
    else:
        what = f"本行只有序号“{number}”，没有内容。"
        table.irregularities.append(irregular("number-alone", number.line, what))
        table.other_text.append(Piece(number.line, number))


def _other_matters(matter):
    """Parties that plainly speak of another matter: a body named before comes again, with a basis
    or a case of its own. They stay where they stand."""
    seen = set()
    for party in matter.parties:
        name = squeeze(party.department)
        if name in seen and (party.basis or party.case):
            what = f"“{name}”在同一事项下再次出现，且另有依据或案例，可能另属一个漏写名称的事项。"
            yield irregular("other-matter", party.line, what)
        if name:
            seen.add(name)
