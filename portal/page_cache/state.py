"""What pages and files of open data are made of."""

from departments.publishing import chain_heads
from departments.shown.state import shown_state

from .protocol import made_of


def published_lists(request):
    """All that is shown of all published lists, as a value to compare (one query)."""
    return shown_state()


def lists_and_heads(request):
    """What ``published_lists`` says, and the heads of other chains as they are now."""
    others = tuple((name, *head.items()) for name, head in chain_heads.heads().items())
    return published_lists(request), others


#: Marks a view whose answers the page cache may keep until anything in them changes.
kept = made_of(published_lists)
#: As ``kept``, for a view that shows the heads of other chains too.
kept_with_heads = made_of(lists_and_heads)
