"""Editions as files in the list format (``responsibility-list/1``)."""

import json
import os
import tempfile

from departments.canonical import edition_document


def to_json(edition):
    """The edition as JSON text, the same to the byte on every database."""
    return json.dumps(edition_document(edition), ensure_ascii=False, indent=1) + "\n"


def write_json(edition, directory):
    """Write ``01-minzheng.json`` into a directory, whole or not at all (returns its Path)."""
    department = edition.department
    path = directory / f"{department.order:02d}-{department.slug}.json"
    handle, temporary = tempfile.mkstemp(dir=directory, prefix=".", suffix=".json")
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(to_json(edition))
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    return path
