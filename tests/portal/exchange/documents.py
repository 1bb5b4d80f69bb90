"""The district's real document and its parts."""

from functools import cache
from pathlib import Path

from django.conf import settings

from portal.exchange.readers import read_document

LISTS = Path(settings.BASE_DIR) / "fixtures" / "430408" / "lists.txt"


@cache
def lists_of_the_document():
    """The text of each list of the document, in order (list of str)."""
    lines = LISTS.read_text("utf-8").split("\n")
    found = read_document(LISTS).lists
    ends = [each.first_line - 1 for each in found[1:]] + [len(lines)]
    return [
        "\n".join(lines[each.first_line - 1 : end]) for each, end in zip(found, ends, strict=True)
    ]


def changed(lists, old, new):
    """The lists with one text replaced; it must stand there exactly once."""
    whole = "\f".join(lists)
    assert whole.count(old) == 1
    return whole.replace(old, new).split("\f")
