"""The account of an import: what was placed where, skipped, resolved; as data and as a table."""

import unicodedata

from departments.models import declared_sections

#: What the account has called the rows of these sections since the first one.
ROW_KEYS = {
    "duties": "work_items",
    "boundaries": "parties",
    "supervision": "parts",
    "services": "service_rows",
}
STATUS_WORDS = {"new": "新增草稿", "changed": "有变动，另拟草稿", "unchanged": "无变化"}


def columns(lists):
    """Keys and titles of what is counted in some lists, in order (dict).

    A section that lists need not have is counted where one of them has entries of it.
    """
    counted = {}
    for section in declared_sections():
        if section.always or any(read.entries[section.key] for read in lists):
            counted |= {
                section.key: section.entry_label,
                _rows_key(section): section.rows.label,
            }
    return counted | {"annexes": "附录"}


def counts(read):
    """How many entries and rows of each kind a read list holds (dict of int)."""
    counted = {"annexes": len(read.annexes)}
    for section in declared_sections():
        entries = read.entries[section.key]
        counted[section.key] = len(entries)
        counted[_rows_key(section)] = sum(len(getattr(one, section.rows.name)) for one in entries)
    return {key: counted[key] for key in columns([read])}


def _rows_key(section):
    return ROW_KEYS.get(section.key, f"{section.key}_rows")


def totals(lists):
    """The counts of several lists added up (dict of int)."""
    each = [counts(read) for read in lists]
    return {key: sum(one.get(key, 0) for one in each) for key in columns(lists)}


def document_account(document, name, outcomes):
    """The whole account of one document (dict of JSON values)."""
    return {
        "document": {
            "name": name,
            "sha256": document.sha256,
            "encoding": document.encoding,
            "lines": document.line_count,
            "characters_placed": document.characters_placed,
            "characters_lost": document.characters_lost,
        },
        "preface": [vars(piece) for piece in document.preface],
        "departments": [_list_account(outcome) for outcome in outcomes],
        "totals": totals(document.lists),
    }


def _list_account(outcome):
    read = outcome.read
    return {
        "order": read.order,
        "slug": outcome.department.slug,
        "name": read.name,
        "signboards": list(read.signboards),
        "list_type": read.list_type,
        "source_lines": [read.first_line, read.last_line],
        "status": outcome.status,
        "edition": outcome.edition.number,
        "published": outcome.published,
        "counts": counts(read),
        "section_states": dict(read.states),
        "headings": [vars(heading) for heading in read.headings],
        "other_text": [vars(piece) for piece in read.other_text],
        "irregularities": [vars(irregularity) for irregularity in read.irregularities],
    }


def table(outcomes):
    """The account by department and section, for a terminal (str of several lines)."""
    lists = [outcome.read for outcome in outcomes]
    counted = columns(lists)
    head = ["序", "部门", *counted.values(), "结果"]
    rows = [
        [
            str(outcome.read.order),
            outcome.department.short_name,
            *(str(counts(outcome.read).get(key, 0)) for key in counted),
            STATUS_WORDS[outcome.status] + ("，已公布" if outcome.published else ""),
        ]
        for outcome in outcomes
    ]
    rows.append(["", "合计", *(str(value) for value in totals(lists).values()), ""])
    widths = [max(_width(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return "\n".join("  ".join(map(_pad, row, widths)).rstrip() for row in [head, *rows])


def _pad(text, width):
    return text + " " * (width - _width(text))


def _width(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
