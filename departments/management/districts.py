"""The district that a command is about."""

from django.core.management.base import CommandError

from ..models import District


def named_district(code):
    """The District that ``--district`` names, with lists or not yet; None if it was not given.

    Raises CommandError.
    """
    if code is None:
        return None
    district = District.objects.filter(code=code).first()
    if district is None:
        raise CommandError(f"没有代码为“{code[:20]}”的区县。")
    return district
