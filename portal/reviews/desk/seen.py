"""What a user had before them when they decided, as a page carries it in an address or a form."""

import re
from dataclasses import dataclass

from django.db.models import Max

_WRITTEN = re.compile(r"(\d{1,9})\.(\d{1,18})\.(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Seen:
    """An adjustment's version, and its last decision and comment (primary keys; 0 for none)."""

    version: int
    decision: int
    comment: int

    @classmethod
    def now(cls, adjustment):
        """What there is to see of an adjustment at present."""
        last = [
            records.aggregate(last=Max("pk"))["last"] or 0
            for records in (adjustment.decisions, adjustment.comments)
        ]
        return cls(adjustment.version, *last)

    @classmethod
    def read(cls, text):
        """What a page carried (Seen; None for what cannot be read)."""
        found = _WRITTEN.fullmatch(text)
        return cls(*map(int, found.groups())) if found else None

    def __str__(self):
        return f"{self.version}.{self.decision}.{self.comment}"


@dataclass(frozen=True)
class Meanwhile:
    """What happened to an adjustment after somebody saw it: lists of Decision and of Comment."""

    decisions: list
    comments: list
    was_edited: bool

    @classmethod
    def since(cls, seen, adjustment):
        """All that happened since; None if nothing did."""
        now = Seen.now(adjustment)
        if seen is None or seen == now:
            return None
        decisions = list(adjustment.decisions.filter(pk__gt=seen.decision))
        comments = list(adjustment.comments.filter(pk__gt=seen.comment))
        was_edited = not decisions and seen.version != now.version
        return cls(decisions, comments, was_edited)
