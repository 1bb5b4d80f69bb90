from django import template

from boundaries.map.neighbours import neighbours as neighbours_of
from boundaries.subjects.readings import read_matter
from departments.reading.days import day_query

register = template.Library()

#: How many neighbours stand open; the others fold away.
OPEN_NEIGHBOURS = 8


@register.inclusion_tag("boundaries/_neighbours.html")
def neighbours(department, day=None):
    """With whom a department shares matters, on a day (None: today)."""
    found = neighbours_of(department, day)
    return {
        "department": department,
        "opened": found[:OPEN_NEIGHBOURS],
        "folded": found[OPEN_NEIGHBOURS:],
        "day_query": day_query(day),
    }


@register.simple_tag
def reading_of(matter, day=None):
    """A matter's parts with the subject of which it is a side (a MatterReading)."""
    return read_matter(matter, day)
