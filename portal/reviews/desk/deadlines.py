"""How much of a deadline is left, in working days and in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from .. import workdays
from ..models import SpecialDay
from ..stages import PUBLISHED_WITHIN

#: With so many working days left, or fewer, a deadline is near.
NEAR = 3


@dataclass(frozen=True)
class Deadline:
    """``left`` counts the working days until it; below zero it is past by so many."""

    left: int
    is_past: bool
    day: date | None = None

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
        return f"{self.words}（{date_format(self.day)}）" if self.day else self.words


class Calendar:
    """The working days as seen from today, read in one query for a whole page."""

    def __init__(self):
        self.today = timezone.localdate()
        self._special = dict(SpecialDay.objects.values_list("day", "is_working"))

    def deadline(self, due_on):
        """A day by which something is to be done (Deadline; None for None)."""
        if due_on is None:
            return None
        if due_on < self.today:
            return Deadline(-self._count(due_on, self.today), True, due_on)
        return Deadline(self._count(self.today, due_on), False, due_on)

    def publication(self, passed_at):
        """By when what passed its last stage is to be published (Deadline; None for None)."""
        if passed_at is None:
            return None
        return self.deadline(self._after(timezone.localdate(passed_at), PUBLISHED_WITHIN))

    def near(self):
        """The last day that is near."""
        return self._after(self.today, NEAR)

    def _after(self, day, count):
        while count:
            day += timedelta(days=1)
            count -= self._is_working(day)
        return day

    def _count(self, start, end):
        """How many working days come after a day, up to another."""
        days = (start + timedelta(days=n + 1) for n in range((end - start).days))
        return sum(self._is_working(day) for day in days)

    def _is_working(self, day):
        return self._special[day] if day in self._special else workdays.is_working(day)
