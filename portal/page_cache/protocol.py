"""What views and the page cache say to one another, by attributes that nobody else sets or reads.

A view says what its pages are made of (``made_of``, ``not_kept``), a response what is to be done
when its page is shown again (``on_showing_again``). The cache tells the view that it will keep the
answer (``will_be_kept``).
"""

from collections.abc import Callable
from typing import Protocol

from django.http import HttpRequest


class StatedView(Protocol):
    """A view that says itself what its pages are made of; the cache reads it."""

    #: From the request to a value to compare with that of a kept page; None: not to be kept.
    made_of: Callable[[HttpRequest], object]


class PlannedRequest(Protocol):
    """A request that went through the cache, which sets it."""

    #: Under what the page that is being made will be kept; None: it will not be.
    page_key: tuple | None


class RepeatedResponse(Protocol):
    """A response whose page may be shown again without its view; the cache reads it."""

    #: Called each time that the kept page is shown.
    when_shown_again: Callable[[], object]


def made_of(state):
    """Mark a view: its pages may be kept as long as ``state(request)`` is the same (a decorator)."""

    def mark(view: StatedView):
        view.made_of = state
        return view

    return mark


def not_kept(view: StatedView):
    """Mark a view whose pages are made anew each time, wherever it stands."""
    return made_of(lambda request: None)(view)


def on_showing_again(response: RepeatedResponse, do):
    """Have ``do()`` called whenever the kept page is shown without its view."""
    response.when_shown_again = do


def will_be_kept(request: PlannedRequest):
    """Whether the cache keeps the answer to a request, for which it needs the whole of it."""
    return bool(getattr(request, "page_key", None))
