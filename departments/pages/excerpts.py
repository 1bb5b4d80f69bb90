"""Short extracts of entries for lists of hits, with the words searched for marked."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..models import ListEntry
from ..texts.record_texts import searched_texts

LENGTH = 110
BEFORE_HIT = 30


@dataclass(frozen=True)
class Hit:
    """An entry in a list of hits. Its texts are safe HTML with ``<mark>``."""

    entry: ListEntry
    heading: SafeString
    excerpt: SafeString


def make_hit(entry, words, field):
    """An entry as a hit for some words (list of str, may be empty); ``field`` as in excerpt."""
    return Hit(entry, mark(entry.heading, words), mark(excerpt(entry, words, field), words))


def excerpt(entry, words, field):
    """The place in what the entry's rows say, or it beside its heading, where a word stands (str).

    Without any, how the rows begin: what they say in the field of this name.
    """
    for record in (*entry.rows, entry) if words else ():
        for text in searched_texts(record):
            found = text != entry.heading and re.search(_pattern(words), text, re.IGNORECASE)
            if found:
                return _cut(text, max(0, found.start() - BEFORE_HIT))
    texts = [getattr(row, field) for row in entry.rows]
    return _cut("；".join(filter(None, texts)), 0)


def mark(text, words):
    """A text as HTML with the words marked, whatever their case."""
    parts = re.split(f"({_pattern(words)})", text, flags=re.IGNORECASE) if words else [text]
    # Splitting by a group leaves the hits at the odd places.
    pieces = (format_html("<mark>{}</mark>", p) if n % 2 else p for n, p in enumerate(parts))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _pattern(words):
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _cut(text, start):
    end = start + LENGTH
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
