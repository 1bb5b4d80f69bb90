"""What an entry says: the texts of its fields and rows, and the digest by which a change is seen."""

from dataclasses import dataclass, field, replace

from departments.comparison.contents import Wording
from departments.comparison.rows import match_rows
from departments.publishing.digests import json_digest
from departments.texts.columns import extras_pairs

from ..drafts.rebase import says
from .fields import typed_texts


@dataclass(frozen=True)
class Row:
    """A row as it is to be: its texts (dict), and which stored row it was (a place, or None).

    ``extras`` are its further columns, as a record has them.
    """

    texts: dict[str, str]
    was: int | None = None
    extras: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """What an entry is to say: its own texts (dict), and its rows in their order (list of Row).

    ``extras`` are its own further columns, as a record has them.
    """

    texts: dict[str, str]
    rows: list[Row]
    extras: list[dict] = field(default_factory=list)


def said_by(entry):
    """What an entry says now (Said)."""
    return Said(typed_texts(entry), rows_said_by(entry.rows), entry.extras)


def rows_said_by(records):
    """What the rows of an entry, or other records in their order, say now (list of Row)."""
    return [
        Row(typed_texts(one), place, getattr(one, "extras", []))
        for place, one in enumerate(records, start=1)
    ]


def worded(said):
    """What an entry is to say, for a comparison (departments.comparison.contents.Wording)."""
    return Wording(
        tuple(said.texts.values()),
        tuple(worded(row) for row in getattr(said, "rows", ())),
        extras_pairs(said.extras),
    )


def partnered(stored, rows):
    """Rows that tell which of the stored ones they were (list of Row), by what both say.

    ``stored`` is a list of the texts of a row (dicts).
    """
    old = [tuple(texts.values()) for texts in stored]
    partners = match_rows(old, [tuple(row.texts.values()) for row in rows])
    return [
        replace(row, was=None if partner is None else partner + 1)
        for row, partner in zip(rows, partners, strict=True)
    ]


def seen_of(entry):
    """The digest of what an entry says, wherever it stands; "" for one that is not there yet."""
    return json_digest(says(entry)) if entry else ""
