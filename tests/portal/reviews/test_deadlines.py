"""Deadlines: counted in working days, in words, and when they are near."""

from datetime import date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.reviews import deadlines
from portal.reviews.models import SpecialDay

pytestmark = pytest.mark.django_db

#: A Wednesday; the week-end of the 28th and 29th follows.
TODAY = date(2026, 11, 25)


@pytest.fixture
def today(monkeypatch):
    def be(day):
        monkeypatch.setattr(deadlines.timezone, "localdate", lambda moment=None: _day(moment, day))

    be(TODAY)
    return be


def _day(moment, today):
    return moment.date() if moment else today


@pytest.mark.parametrize(
    ("due_on", "words", "state"),
    [
        (date(2026, 12, 2), "还有 5 个工作日", "far"),
        (date(2026, 11, 30), "还有 3 个工作日", "far"),
        (date(2026, 11, 27), "还有 2 个工作日", "near"),
        (date(2026, 11, 25), "今天到期", "near"),
        (date(2026, 11, 24), "已逾期 1 个工作日", "past"),
        (date(2026, 11, 20), "已逾期 3 个工作日", "past"),
    ],
)
def test_a_deadline_is_counted_in_working_days(today, due_on, words, state):
    deadline = deadlines.Calendar().deadline(due_on)
    assert (deadline.words, deadline.state) == (words, state)


def test_a_week_end_after_a_deadline_is_no_working_day_late(today):
    today(date(2026, 11, 28))
    deadline = deadlines.Calendar().deadline(date(2026, 11, 27))
    assert (deadline.words, deadline.state) == ("刚过期限", "past")


def test_what_has_no_deadline_has_none(today):
    assert deadlines.Calendar().deadline(None) is None
    assert deadlines.Calendar().publication(None) is None


def test_a_district_sets_special_days(today):
    SpecialDay.objects.create(day=date(2026, 11, 26), is_working=False)
    SpecialDay.objects.create(day=date(2026, 11, 28), is_working=True)
    calendar = deadlines.Calendar()
    assert calendar.deadline(date(2026, 11, 27)).left == 1
    assert calendar.deadline(date(2026, 11, 30)).left == 3
    assert calendar.near() == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("passed_on", "words"),
    [
        (date(2026, 11, 25), "还有 3 个工作日"),
        (date(2026, 11, 20), "今天到期"),
        (date(2026, 11, 19), "已逾期 1 个工作日"),
    ],
)
def test_what_passed_is_published_within_three_working_days(today, passed_on, words):
    passed_at = datetime.combine(passed_on, datetime.min.time(), timezone.get_current_timezone())
    assert deadlines.Calendar().publication(passed_at).words == words


def test_a_page_reads_the_special_days_once(today, django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = deadlines.Calendar()
        for day in range(1, 29):
            calendar.deadline(date(2026, 11, day))


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
    assert deadlines.Calendar().after(day, count) == expected


def test_a_year_that_is_not_announced_has_its_weekends():
    assert deadlines.Calendar().after(date(2035, 3, 2), 1) == date(2035, 3, 5)


def test_a_registered_day_goes_before_the_calendar():
    SpecialDay.objects.create(day=date(2035, 3, 5), is_working=False)
    SpecialDay.objects.create(day=date(2035, 3, 10), is_working=True)
    assert deadlines.Calendar().after(date(2035, 3, 2), 1) == date(2035, 3, 6)
    assert deadlines.Calendar().after(date(2035, 3, 9), 1) == date(2035, 3, 10)


@given(st.dates(date(2004, 1, 1), date(2100, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_days_add_up(day, first, second):
    assert deadlines.Calendar().after(
        deadlines.Calendar().after(day, first), second
    ) == deadlines.Calendar().after(day, first + second)


@given(st.dates(date(2004, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_days_between_are_those_that_were_counted(day, count):
    later = deadlines.Calendar().after(day, count)
    assert deadlines.Calendar().between(day, later) == count
    assert deadlines.Calendar().between(later, day) == -count


def test_registered_days_count_between_too():
    SpecialDay.objects.create(day=date(2035, 3, 5), is_working=False)
    assert deadlines.Calendar().between(date(2035, 3, 2), date(2035, 3, 6)) == 1
