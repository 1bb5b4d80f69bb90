"""What pages and files of open data are made of."""

from departments.publishing import chain_heads
from departments.shown.state import shown_state


def kept(view):
    """Mark a view whose answers the page cache may keep until anything in them changes."""
    view.made_of = published_lists
    return view


def kept_with_heads(view):
    """As ``kept``, for a view that shows the heads of other chains too."""
    view.made_of = lists_and_heads
    return view


def published_lists(request):
    """All that is shown of all published lists, as a value to compare (one query)."""
    return shown_state()


def lists_and_heads(request):
    """What ``published_lists`` says, and the heads of other chains as they are now."""
    others = tuple((name, *head.items()) for name, head in chain_heads.heads().items())
    return published_lists(request), others
