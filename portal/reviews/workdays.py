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
        count -= special.get(day, _is_working(day))
    return day


def _is_working(day):
    try:
        return is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5
