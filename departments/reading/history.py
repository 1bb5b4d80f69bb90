"""How a list, and one entry of it, became what they are through the editions."""

from dataclasses import dataclass
from itertools import pairwise

from ..comparison import summaries
from ..comparison.contents import load_wordings
from ..comparison.entries import EntryComparison
from ..comparison.matching import Pair
from ..models import Edition
from .timeline import Span


@dataclass(frozen=True)
class Release:
    """An edition as a step of its list: the edition before it (None for the first), and how many
    entries were added, removed, changed and moved (dict).
    """

    span: Span
    previous: Edition | None
    counts: dict[str, int]

    @property
    def has_amendments(self):
        return any(self.counts.values())


@dataclass(frozen=True)
class Step:
    """What an edition did to an entry: ``kind`` is added, removed, changed or formal."""

    edition: Edition
    previous: Edition | None
    kind: str


def releases(spans):
    """The editions of a timeline with what each changed, in the same order (list of Release).

    Ten queries for however many editions.
    """
    editions = [*(span.edition for span in spans), None]
    pairs = [(previous, edition) for edition, previous in pairwise(editions)]
    return [
        Release(span, previous, counts)
        for span, (previous, _), counts in zip(spans, pairs, summaries(pairs), strict=True)
    ]


def entry_history(model, code, spans):
    """What the editions of a timeline did to an entry, oldest first (list of Step; two queries)."""
    editions = [None, *(span.edition for span in reversed(spans))]
    wordings = load_wordings(model, code, editions[1:]) | {None: None}
    steps = []
    for previous, edition in pairwise(editions):
        old, new = (wordings.get(one and one.pk) for one in (previous, edition))
        if old != new:
            compared = EntryComparison(model, Pair(old, new), code)
            steps.append(Step(edition, previous, compared.kind))
    return steps
