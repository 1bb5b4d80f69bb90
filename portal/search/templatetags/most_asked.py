"""What people ask a department for most, from the log of questions."""

from datetime import timedelta

from django import template
from django.db.models import Count
from django.utils import timezone

from departments.pages.addresses import address
from departments.texts.folding import in_one_line
from portal.search.models import Query

register = template.Library()

#: How often an entry must have been opened after a question before it is shown: a few are chance,
#: and what one person asked is nobody else's business.
ENOUGH = 5
#: How many entries are shown.
MOST = 5
#: How many days before today count. Today does not, so that a page stays the same all day.
DAYS = 90


@register.inclusion_tag("search/_most_asked.html", takes_context=True)
def most_asked(context, department, sections):
    """The entries of a list that were opened most after a question; nothing if too few were.

    ``sections`` are those of the list (``departments.reading.contents.sections``). One query.
    """
    entries = {entry.code: entry for section in sections for entry in section.entries}
    found = [entries[code] for code in _codes_opened(department) if code in entries]
    return {
        "entries": [(_heading(one), _address(department, one)) for one in found[:MOST]],
        "day_query": context.get("day_query", ""),
    }


def _codes_opened(department):
    """Codes of entries that were opened often enough, the most frequent first (list of str)."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    opened = (
        Query.objects.filter(
            district=department.district_id,
            clicked__startswith=f"{department.slug}/",
            asked_at__gte=today - timedelta(days=DAYS),
            asked_at__lt=today,
        )
        .order_by()
        .values_list("clicked")
        .annotate(times=Count("pk"))
        .filter(times__gte=ENOUGH)
        .order_by("-times", "clicked")
    )
    return [clicked.partition("/")[2] for clicked, _ in opened]


def _heading(entry):
    return in_one_line(entry.heading)


def _address(department, entry):
    return address(f"{entry.section_key}:entry", department.slug, entry.code)
