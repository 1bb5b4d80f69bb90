"""Filters as the address of a page gives them."""

from django.http import QueryDict


def asked(**filters):
    """The parameters of an address (a QueryDict); a filter has one text, or a list of them."""
    params = QueryDict(mutable=True)
    for name, values in filters.items():
        params.setlist(name, [values] if isinstance(values, str) else values)
    return params
