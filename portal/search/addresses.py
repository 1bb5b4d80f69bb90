"""The addresses that pages of results are full of; looking one up is slow, so it is kept."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def department_address(slug):
    return _address(get_script_prefix(), "departments:department", slug)


def entry_address(entry):
    """The permalink of an EntryText."""
    return _address(get_script_prefix(), f"{entry.section}:entry", entry.department, entry.code)


@lru_cache(maxsize=4096)
def _address(prefix, name, *parts):
    return reverse(name, args=parts)
