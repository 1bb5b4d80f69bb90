"""The account of an import: what was placed where, skipped, resolved; as data and as a table."""

import unicodedata

from .importer import SECTIONS

#: Column keys and titles of the table, in order.
COLUMNS = (
    ("duties", "部门职责"),
    ("work_items", "工作事项"),
    ("boundaries", "管理事项"),
    ("parties", "相关部门"),
    ("supervision", "监管制度"),
    ("parts", "制度条目"),
    ("services", "服务事项"),
    ("service_rows", "服务行"),
    ("annexes", "附录"),
)
STATUS_WORDS = {"new": "新增草稿", "changed": "有变动，另拟草稿", "unchanged": "无变化"}


def counts(read):
    """How many entries and rows of each kind a read list holds (dict of int)."""
    rows = {
        model.section_key: sum(
            len(getattr(entry, model.rows_name)) for entry in getattr(read, model.section_key)
        )
        for model, _, _ in SECTIONS
    }
    return {
        "duties": len(read.duties),
        "work_items": rows["duties"],
        "boundaries": len(read.boundaries),
        "parties": rows["boundaries"],
        "supervision": len(read.supervision),
        "parts": rows["supervision"],
        "services": len(read.services),
        "service_rows": rows["services"],
        "annexes": len(read.annexes),
    }


def totals(lists):
    """The counts of several lists added up (dict of int)."""
    each = [counts(read) for read in lists]
    return {key: sum(one[key] for one in each) for key, _ in COLUMNS}


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
    head = ["序", "部门", *(title for _, title in COLUMNS), "结果"]
    rows = [
        [
            str(outcome.read.order),
            outcome.department.short_name,
            *(str(value) for value in counts(outcome.read).values()),
            STATUS_WORDS[outcome.status] + ("，已公布" if outcome.published else ""),
        ]
        for outcome in outcomes
    ]
    sums = totals(outcome.read for outcome in outcomes)
    rows.append(["", "合计", *(str(value) for value in sums.values()), ""])
    widths = [max(_width(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return "\n".join("  ".join(map(_pad, row, widths)).rstrip() for row in [head, *rows])


def _pad(text, width):
    return text + " " * (width - _width(text))


def _width(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
