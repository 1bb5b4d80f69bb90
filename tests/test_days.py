"""No test begins so late that its day might end before it does."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import days


@pytest.mark.parametrize(
    ("hour", "minute", "left"), [(16, 0, 24 * 60), (15, 59, 1), (4, 0, 12 * 60)]
)
def test_a_day_ends_at_midnight_here(hour, minute, left):
    now = datetime(2026, 12, 31, hour, minute, tzinfo=UTC)
    assert days.until_tomorrow(now) == timedelta(minutes=left)


@pytest.mark.parametrize(("minute", "slept"), [(57, []), (59, [61])])
def test_only_close_to_midnight_it_is_waited_for(monkeypatch, minute, slept):
    waits = []
    monkeypatch.setattr(
        days.timezone, "now", lambda: datetime(2026, 12, 31, 15, minute, tzinfo=UTC)
    )
    monkeypatch.setattr(days.time, "sleep", waits.append)
    days.sit_midnight_out()
    assert waits == slept
