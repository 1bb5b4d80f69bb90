"""The day of a test, and what keeps it from changing under way."""

import time
from datetime import timedelta

from django.utils import timezone

#: A test that begins so soon before midnight might end on another day.
NEARLY = timedelta(minutes=2)


def today():
    """The day here and now: a run of the tests may go on past midnight."""
    return timezone.localdate()


def until_tomorrow(now):
    """How long the day of a moment still lasts (timedelta)."""
    local = timezone.localtime(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1) - local


def sit_midnight_out():
    """Go on only tomorrow, where midnight is near."""
    left = until_tomorrow(timezone.now())
    if left < NEARLY:
        time.sleep(left.total_seconds() + 1)
