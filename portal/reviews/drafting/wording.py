"""What an entry says: the texts of its fields and rows, and the digest by which a change is seen."""

from dataclasses import dataclass

from departments.canonical import json_digest
from departments.comparison.contents import Wording
from departments.comparison.rows import match_rows

from ..rebase import says
from .fields import texts_of


@dataclass(frozen=True)
class Row:
    """A row as it is to be: its texts (dict), and which stored row it was (a place, or None)."""

    texts: dict[str, str]
    was: int | None = None


@dataclass(frozen=True)
class Said:
    """What an entry is to say: its own texts (dict), and its rows in their order (list of Row)."""

    texts: dict[str, str]
    rows: list[Row]


def said_by(entry):
    """What an entry says now (Said)."""
    rows = [Row(texts_of(row), place) for place, row in enumerate(entry.rows, start=1)]
    return Said(texts_of(entry), rows)


def worded(said):
    """What an entry is to say, for a comparison (departments.comparison.contents.Wording)."""
    return Wording(
        tuple(said.texts.values()), tuple(tuple(row.texts.values()) for row in said.rows)
    )


def partnered(stored, rows):
    """Rows that tell which of the stored ones they were (list of Row), by what both say.

    ``stored`` is a list of the texts of a row (dicts).
    """
    old = [tuple(texts.values()) for texts in stored]
    partners = match_rows(old, [tuple(row.texts.values()) for row in rows])
    return [
        Row(row.texts, None if partner is None else partner + 1)
        for row, partner in zip(rows, partners, strict=True)
    ]


def seen_of(entry):
    """The digest of what an entry says, wherever it stands; "" for one that is not there yet."""
    return json_digest(says(entry)) if entry else ""
