"""The districts that a command is about."""

from django.core.management.base import CommandError

from ..service import UnknownDistrict, find_district


def named_district(code):
    """The district that ``--district`` names (None without it). Raises CommandError."""
    try:
        return find_district(code) if code else None
    except UnknownDistrict as error:
        raise CommandError(str(error)) from error
