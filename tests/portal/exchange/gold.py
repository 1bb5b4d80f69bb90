"""The lists as a careful clerk read them, line by line, in the form of the list format."""

import json
from pathlib import Path

from django.conf import settings

FILES = sorted((Path(settings.BASE_DIR) / "tests" / "data" / "gold").glob("[0-9][0-9]-*.json"))


def gold_lists():
    """Each gold list by its order in the document, as sections without codes."""
    return {gold["order"]: _sections(gold) for gold in map(_read, FILES)}


def _read(path):
    return json.loads(path.read_text("utf-8"))


def _sections(gold):
    return {
        "duties": [_entry(duty, "text", "rows", "items") for duty in gold["duties"]],
        "boundaries": [_entry(each, "matter", "parties", "parties") for each in gold["boundaries"]],
        "supervision": [
            _entry(regime, "title", "parts", "parts") | {"preamble": regime["preamble"]}
            for regime in gold["supervision"]
        ],
        "services": _services(gold["services"]),
    }


def _entry(entry, text, rows, rows_name):
    return {
        "number": entry["no"],
        text: entry[text],
        "source_line": entry["line"],
        rows_name: [_row(row) for row in entry[rows]],
    }


def _row(row):
    plain = {name: value for name, value in row.items() if name not in ("no", "line")}
    return plain | {"number": row.get("no", ""), "source_line": row["line"]}


def _services(rows):
    """Services with their items: a row without number and name goes on with the one above.

    The clerk noted where a row begins, not where its later cells do.
    """
    services = []
    for row in rows:
        if row["no"] or row["name"] or not services:
            head = {"number": row["no"], "name": row["name"], "source_line": row["line"]}
            services.append(head | {"items": []})
        services[-1]["items"].append({"content": row["content"], "handler": row["handler"]})
    return services
