"""What the public pages of the lists are made of, as one value that changes with it."""

import hashlib
from functools import lru_cache
from time import monotonic

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from departments.models import Department, Edition, Maintenance


def published_state(slug=None):
    """As :func:`read_state`, at most a second old."""
    return _state_in_second(slug, int(monotonic()))


@lru_cache(maxsize=256)
def _state_in_second(slug, second):
    return read_state(slug)


def read_state(slug=None):
    """All that pages show of the lists now, as a text to compare (two queries).

    With the slug of a department what its district shows, without one what all districts do. The
    day is part of it, since another edition may come into force at midnight. Editions count by
    their digests; published texts behind a digest change in a maintenance only.
    """
    begun = Edition.objects.published().filter(
        department=OuterRef("pk"), effective_from__lte=timezone.localdate()
    )
    departments = Department.objects.order_by("district", "pk", "names__pk")
    if slug is not None:
        departments = departments.filter(district__departments__slug=slug)
    rows = departments.values_list(
        *("district__code", "district__name", "slug", "order", "name", "short_name"),
        *("names__kind", "names__name", "names__position"),
        Subquery(begun.order_by("-number").values("digest")[:1]),
    )
    parts = [timezone.localdate(), Maintenance.objects.count(), list(rows)]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
