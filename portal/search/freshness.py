"""What tells whether a district's index is still what the database says."""

import hashlib

from django.db.models import Count, OuterRef, Subquery, Sum, Value
from django.utils import timezone

from boundaries.models import BodyName
from departments.models import Department, Edition, Maintenance

from .models import SearchVersion


def version_of(district):
    """All that a district's index depends on, by its primary key: a text to compare.

    Two queries. Editions in force today by their digests, so that a scheduled one counts from its day on, and
    how often published ones were corrected in a maintenance; the departments' names; how often
    the phrases and the vocabulary have been written; whom the names kept for the district mean.
    """
    begun = Edition.objects.uncancelled().filter(
        department=OuterRef("pk"), effective_from__lte=timezone.localdate()
    )
    departments = Department.objects.filter(district=district).order_by("pk", "names__pk")
    rows = departments.values_list(
        *("pk", "slug", "order", "name", "short_name", "district__name"),
        *("names__kind", "names__name", "names__position"),
        Subquery(begun.order_by("-number").values("digest")[:1]),
        _only_row(Maintenance.objects.all(), Count("pk")),
        _times_written(district),
        _times_written(None),
    )
    kept = BodyName.objects.filter(district=district).order_by("pk")
    state = list(rows), list(kept.values_list("name", "body__kind", "body__department"))
    return hashlib.sha256(repr(state).encode()).hexdigest()


def vocabulary_version():
    """How often the vocabulary has been written (one query)."""
    return SearchVersion.objects.filter(district=None).aggregate(total=Sum("number"))["total"]


def _times_written(district):
    return _only_row(SearchVersion.objects.filter(district=district), Sum("number"))


def _only_row(rows, aggregate):
    """An aggregate over rows that do not depend on the query around (a Subquery)."""
    one_group = rows.order_by().values(all=Value(1))
    return Subquery(one_group.annotate(total=aggregate).values("total"))
