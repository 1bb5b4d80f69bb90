"""What changed lately in the published lists."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from departments.comparison import summaries
from departments.models import Edition
from departments.pages.addresses import address
from departments.publishing.succession import predecessors

#: How many of the latest editions are looked at: more than one district publishes at once.
LATEST = 60
#: How many changes are shown; each costs reading two editions.
SHOWN = 6


@dataclass(frozen=True)
class Change:
    """An edition that took another's place, or the first editions of some departments.

    ``counts`` (by added, changed, removed) is empty for first editions.
    """

    day: date
    editions: list[Edition]
    address: str
    counts: dict = field(default_factory=dict)


def latest_changes():
    """The changes that came into force last, the newest first (list of Change)."""
    newest = list(
        Edition.objects.uncancelled()
        .filter(effective_from__lte=timezone.localdate())
        .select_related("department__district")
        .order_by("-effective_from", "department__district__code", "department__order", "-number")[
            :LATEST
        ]
    )
    earlier = predecessors(newest)
    later = [(earlier[one], one) for one in newest if earlier[one]][:SHOWN]
    firsts = [one for one in newest if earlier[one] is None]
    changes = [*_successions(later), *_first_publications(firsts)]
    return sorted(changes, key=lambda change: change.day, reverse=True)[:SHOWN]


def _successions(pairs):
    """What each of some later editions changed, given with the one before it.

    Nothing is asked of the database for none.
    """
    if not pairs:
        return []
    return [
        Change(new.effective_from, [new], _comparison_address(old, new), counts)
        for (old, new), counts in zip(pairs, summaries(pairs), strict=True)
    ]


def _first_publications(editions):
    by_day = {}
    for edition in editions:
        by_day.setdefault(edition.effective_from, []).append(edition)
    return [Change(day, firsts, _address_of(firsts)) for day, firsts in by_day.items()]


def _address_of(firsts):
    if len(firsts) == 1:
        return firsts[0].department.get_absolute_url()
    return address("departments:index")


def _comparison_address(old, new):
    return reverse("departments:compare", args=[new.department.slug, old.number, new.number])
