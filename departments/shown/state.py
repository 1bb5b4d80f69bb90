"""The version of what is shown, for those who keep what they made of it: one query each."""

from django.utils import timezone

from ..models.versions import DistrictVersion


def shown_state(slug=None):
    """What pages show now, as a value to compare (a tuple).

    With the slug of a department what its district shows, without one what all districts do. The
    day is part of it: another edition may come into force at midnight.
    """
    rows = DistrictVersion.objects
    rows = rows.all() if slug is None else rows.of_department(slug)
    return timezone.localdate(), *rows.versions()


def district_state(district):
    """As :func:`shown_state`, of a district by its primary key."""
    return timezone.localdate(), *DistrictVersion.objects.of_district(district).versions()


def state_everywhere():
    """What all districts show, whatever the day, as a value to compare (tuple of str)."""
    return DistrictVersion.objects.everywhere().versions()
