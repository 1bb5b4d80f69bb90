"""Addresses of pages, remembered: a page is full of them, and looking one up is slow."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(name, *parts):
    """The address of a named page, as ``reverse`` gives it."""
    return _address(get_script_prefix(), name, *parts)


@lru_cache(maxsize=4096)
def _address(prefix, name, *parts):
    return reverse(name, args=parts)
