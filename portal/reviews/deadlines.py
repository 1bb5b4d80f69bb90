"""Deadlines of a review: in working days (工作日), how much of one is left, and when it is near.

The State Council announces each year which days off are moved. ``chinesecalendar`` knows the years
announced so far; what it does not know, or a district decides otherwise, stands in
:class:`SpecialDay`; of other days Monday to Friday are working days. The day from which a period
runs does not count.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import is_workday
from django.utils import timezone
from django.utils.formats import date_format

from .models import SpecialDay

#: Working days from the last approval to the publication, as provincial rules on such lists have it.
PUBLISHED_WITHIN = 3
#: Working days within which a department answers, as provincial rules on such lists have it.
ANSWERED_WITHIN = 10
#: With so many working days left, or fewer, a deadline is near: pages mark it and notices tell it.
#: Fewer than PUBLISHED_WITHIN, or each publication would be near from its first day.
NEAR = 2


@dataclass(frozen=True)
class Deadline:
    """``left`` counts the working days until it; below zero it is past by so many."""

    left: int
    is_past: bool
    day: date

    @property
    def words(self):
        if self.is_past:
            return f"已逾期 {-self.left} 个工作日" if self.left else "刚过期限"
        return f"还有 {self.left} 个工作日" if self.left else "今天到期"

    @property
    def state(self):
        """past, near or far."""
        return "past" if self.is_past else "near" if self.left <= NEAR else "far"

    def __str__(self):
        return f"{self.words}（{date_format(self.day)}）"


class Calendar:
    """The working days as seen from a day (default today), read in one query for all questions."""

    def __init__(self, today=None):
        self.today = today or timezone.localdate()
        self._special = dict(SpecialDay.objects.values_list("day", "is_working"))

    def deadline(self, due_on):
        """A day by which something is to be done (Deadline; None for None)."""
        if due_on is None:
            return None
        return Deadline(self.between(self.today, due_on), due_on < self.today, due_on)

    def publication(self, passed_at):
        """By when what passed its last stage is to be published (Deadline; None for None)."""
        if passed_at is None:
            return None
        return self.deadline(self.after(timezone.localdate(passed_at), PUBLISHED_WITHIN))

    def near(self):
        """The last day that is near."""
        return self.after(self.today, NEAR)

    def after(self, day, count):
        """The ``count``-th working day after a day (a date; the day itself does not count)."""
        while count:
            day += timedelta(days=1)
            count -= self._is_working(day)
        return day

    def between(self, day, other):
        """How many working days come after a day, up to another; negative if that one is earlier.

        ``between(day, after(day, n))`` is n.
        """
        if other < day:
            return -self.between(other, day)
        days = (day + timedelta(days=n) for n in range(1, (other - day).days + 1))
        return sum(map(self._is_working, days))

    def _is_working(self, day):
        return self._special[day] if day in self._special else _by_the_state(day)


def _by_the_state(day):
    try:
        return is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5
