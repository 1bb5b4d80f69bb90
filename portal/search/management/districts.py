"""The districts that a command is about."""

from django.core.management.base import CommandError

from departments.models import District


def named_district(code):
    """The district that ``--district`` names, with lists or not yet (None without a code).

    Raises CommandError.
    """
    district = District.objects.filter(code=code).first() if code else None
    if code and district is None:
        raise CommandError(f"没有代码为“{code[:20]}”的区县。")
    return district
