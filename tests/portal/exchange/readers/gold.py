"""Read lists in the shape of the gold files: what a careful clerk wrote down, line by line."""

import json


def load(path):
    """A gold file without the clerk's remarks."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    del gold["quirks"]
    return gold


def in_gold_shape(read):
    """A read list as a gold file has it."""
    headings = {}
    for heading in read.headings:
        headings.setdefault(heading.section, heading.text)
    return {
        "order": read.order,
        "title": read.title,
        "name": read.name,
        "aliases": list(read.signboards),
        "list_type": read.list_type,
        "source_lines": [read.first_line, read.last_line],
        "section_headings": headings,
        "section_state": read.states,
        "duties": [_duty(duty) for duty in read.entries["duties"]],
        "boundaries": [_matter(matter) for matter in read.entries["boundaries"]],
        "supervision": [_regime(regime) for regime in read.entries["supervision"]],
        "services": [row for service in read.entries["services"] for row in service_rows(service)],
        "other_text": [{"line": piece.line, "text": piece.text} for piece in read.other_text],
    }


def _duty(duty):
    rows = [
        {"line": item.line, "text": item.text, "note": item.note}
        | ({"no": item.number} if item.number else {})
        for item in duty.items
    ]
    return {"no": duty.number, "line": duty.line, "text": duty.text, "rows": rows}


def _matter(matter):
    names = ("line", "department", "responsibility", "basis", "case")
    parties = [{name: getattr(party, name) for name in names} for party in matter.parties]
    return {"no": matter.number, "line": matter.line, "matter": matter.matter, "parties": parties}


def _regime(regime):
    parts = [
        {"line": part.line, "heading": part.heading, "body": part.body} for part in regime.parts
    ]
    return {
        "no": regime.number,
        "line": regime.line,
        "title": regime.title,
        "preamble": regime.preamble,
        "parts": parts,
    }


def service_rows(service):
    """The rows of a service: the first bears its number and name, the others go on with it."""
    own = {"no": service.number, "line": service.line, "name": service.name}
    if not service.items:
        return [own | {"content": "", "handler": ""}]
    return [
        (own if place == 0 else {"no": item.number, "line": item.line, "name": ""})
        | {"content": item.content, "handler": item.handler}
        for place, item in enumerate(service.items)
    ]
