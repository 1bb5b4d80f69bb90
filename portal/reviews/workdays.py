"""Working days (工作日), in which the deadlines of a review are counted.

The State Council announces each year which days off are moved. ``chinesecalendar`` knows the years
announced so far; what it does not know, or a district decides otherwise, stands in
:class:`SpecialDay`; of other days Monday to Friday are working days.
"""

from datetime import timedelta

from chinese_calendar import is_workday

from .models import SpecialDay


def after(day, count):
    """The ``count``-th working day after a day (a date; the day itself does not count)."""
    special = dict(SpecialDay.objects.filter(day__gt=day).values_list("day", "is_working"))
    while count > 0:
        day += timedelta(days=1)
        count -= special.get(day, is_working(day))
    return day


def between(day, other):
    """How many working days come after a day, up to another; negative if that one is earlier.

    ``between(day, after(day, n))`` is n.
    """
    if other < day:
        return -between(other, day)
    known = SpecialDay.objects.filter(day__gt=day, day__lte=other)
    special = dict(known.values_list("day", "is_working"))
    days = (day + timedelta(days=n) for n in range(1, (other - day).days + 1))
    return sum(special.get(each, is_working(each)) for each in days)


def is_working(day):
    """Whether a day is a working day by the national calendar."""
    try:
        return is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5
