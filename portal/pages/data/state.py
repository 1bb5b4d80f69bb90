"""What pages and files of open data are made of."""

from django.utils import timezone

from departments import chain_heads
from departments.models import Edition, Maintenance


def kept(view):
    """Mark a view whose answers the page cache may keep until anything in them changes."""
    view.made_of = published_lists
    return view


def kept_with_heads(view):
    """As ``kept``, for a view that shows the heads of other chains too."""
    view.made_of = lists_and_heads
    return view


def lists_and_heads(request):
    """What ``published_lists`` says, and the heads of other chains as they are now."""
    others = tuple((name, *head.items()) for name, head in chain_heads.heads().items())
    return published_lists(request), others


def published_lists(request):
    """All that the files say of all published lists, as a value to compare (two queries).

    Also those to come into force later, which end the time of those before them, and which of them
    were cancelled. The day is part of
    it, since they come at midnight; published texts behind a digest change in a maintenance only.
    """
    editions = Edition.objects.published().order_by("pk")
    rows = editions.values_list(
        *("digest", "number", "effective_from", "cancellation__cancelled_on"),
        *("department__slug", "department__order", "department__short_name"),
        *("department__district__code", "department__district__name"),
    )
    return timezone.localdate(), Maintenance.objects.count(), tuple(rows)
