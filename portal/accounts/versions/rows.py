"""Rows of an inline that somebody deleted while they stood in a form."""

import re

from .carried import VersionedRequest


def without_vanished(request: VersionedRequest, params):
    """What a formset is made of (dict), without the rows that are no more.

    A row that is not there could never be saved. What was typed in it stays in
    ``request.vanished``, by the formset's prefix.
    """
    data, prefix = params["data"], params["prefix"]
    shown = _shown_keys(data, prefix, params["queryset"].model._meta.pk.name)
    there = (
        {
            str(key)
            for key in params["queryset"].filter(pk__in=shown.values()).values_list("pk", flat=True)
        }
        if shown
        else set()
    )
    gone = {place for place, key in shown.items() if key not in there}
    request.vanished = getattr(request, "vanished", {}) | {
        prefix: [_typed(data, f"{prefix}-{place}-") for place in sorted(gone)]
    }
    return params | {"data": _closed_up(data, prefix, gone)} if gone else params


def _shown_keys(data, prefix, key):
    """The keys of the rows that a form showed, by their places (dict of int to str)."""
    places = range(_count(data, prefix, "INITIAL"))
    found = {place: data.get(f"{prefix}-{place}-{key}", "") for place in places}
    return {place: value for place, value in found.items() if value.isdecimal()}


def _closed_up(data, prefix, gone):
    """The data without the rows at some places, the later ones moved up."""
    total = _count(data, prefix, "TOTAL")
    moved = {old: new for new, old in enumerate(n for n in range(total) if n not in gone)}
    closed = data.copy()
    for name in [name for name in data if re.match(rf"{re.escape(prefix)}-\d+-", name)]:
        del closed[name]
    for old, new in moved.items():
        for name in [name for name in data if name.startswith(f"{prefix}-{old}-")]:
            field = name.removeprefix(f"{prefix}-{old}-")
            closed.setlist(f"{prefix}-{new}-{field}", data.getlist(name))
    closed[f"{prefix}-TOTAL_FORMS"] = len(moved)
    closed[f"{prefix}-INITIAL_FORMS"] = _count(data, prefix, "INITIAL") - len(gone)
    return closed


def _typed(data, start):
    return {name.removeprefix(start): data[name] for name in data if name.startswith(start)}


def _count(data, prefix, which):
    """How many forms were sent; no more than any page has, whatever is claimed."""
    given = data.get(f"{prefix}-{which}_FORMS", "")
    return min(int(given), 2000) if given.isdecimal() else 0
