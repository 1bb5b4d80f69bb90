"""Deadlines are counted in working days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reviews import workdays
from portal.reviews.models import SpecialDay

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 9, 26), 1, date(2025, 9, 28)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_weekends_and_holidays_do_not_count(day, count, expected):
    assert workdays.after(day, count) == expected


def test_a_year_that_is_not_announced_has_its_weekends():
    assert workdays.after(date(2035, 3, 2), 1) == date(2035, 3, 5)


def test_a_registered_day_goes_before_the_calendar():
    SpecialDay.objects.create(day=date(2035, 3, 5), is_working=False)
    SpecialDay.objects.create(day=date(2035, 3, 10), is_working=True)
    assert workdays.after(date(2035, 3, 2), 1) == date(2035, 3, 6)
    assert workdays.after(date(2035, 3, 9), 1) == date(2035, 3, 10)


@given(st.dates(date(2004, 1, 1), date(2100, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_days_add_up(day, first, second):
    assert workdays.after(workdays.after(day, first), second) == workdays.after(day, first + second)


@given(st.dates(date(2004, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_days_between_are_those_that_were_counted(day, count):
    later = workdays.after(day, count)
    assert workdays.between(day, later) == count
    assert workdays.between(later, day) == -count


def test_registered_days_count_between_too():
    SpecialDay.objects.create(day=date(2035, 3, 5), is_working=False)
    assert workdays.between(date(2035, 3, 2), date(2035, 3, 6)) == 1
