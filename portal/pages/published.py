"""What the public pages of the lists are made of, as one value that changes with it."""

import hashlib
from functools import lru_cache
from time import monotonic

from django.apps import apps
from django.utils import timezone

from departments.models import Department, Edition, Maintenance

#: What stands beside the lists and is shown with them, with the lookup to its district.
BESIDE_THE_LISTS = (
    ("boundaries.Body", "district"),
    ("boundaries.BodyName", "district"),
    ("boundaries.Subject", "district"),
    ("boundaries.Side", "subject__district"),
    ("topics.Topic", None),
    ("topics.TopicEntry", "department__district"),
    ("search.SearchVersion", "district"),  # counts the changes of asking phrases
)
#: Queries that a look takes.
QUERIES = 3 + len(BESIDE_THE_LISTS)


def published_state(slug=None):
    """As :func:`read_state`, at most a second old."""
    return _state_in_second(slug, int(monotonic()))


@lru_cache(maxsize=256)
def _state_in_second(slug, second):
    return read_state(slug)


def read_state(slug=None):
    """All that pages show of the lists now, as a text to compare (QUERIES queries).

    With the slug of a department what its district shows, without one what all districts do. The
    day is part of it, since another edition may come into force at midnight. Editions count by
    their digests, also those to come, which end the time of those before them, and with the
    cancellations and notes beside them; published texts behind a digest change in a maintenance
    only.
    """
    departments = _of_district(Department.objects.order_by("pk", "names__pk"), "district", slug)
    editions = _of_district(Edition.objects.published(), "department__district", slug)
    beside = [
        _of_district(apps.get_model(label).objects.order_by("pk"), district, slug).values_list()
        for label, district in BESIDE_THE_LISTS
    ]
    rows = [
        departments.values_list(
            *("district__code", "district__name", "slug", "order", "name", "short_name"),
            *("address", "phone", "office_hours", "website"),
            *("names__kind", "names__name", "names__position"),
        ),
        editions.order_by("pk", "errata__pk").values_list(
            *("department", "digest", "effective_from", "cancellation__cancelled_on"),
            "errata__pk",
        ),
        *beside,
    ]
    state = timezone.localdate(), Maintenance.objects.count(), *map(list, rows)
    return hashlib.sha256(repr(state).encode()).hexdigest()


def _of_district(queryset, district, slug):
    """The rows that belong to the district of a department; all of them without a slug."""
    if slug is None or district is None:
        return queryset
    return queryset.filter(**{f"{district}__departments__slug": slug})
