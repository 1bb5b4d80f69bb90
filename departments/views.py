from django.shortcuts import render
from django.views.decorators.http import require_safe

from .contents import lists_in_force, overviews, sections
from .days import day_query, requested_day
from .refusals import NotPublic
from .timeline import timeline


@require_safe
def index(request):
    """All departments with a list in force."""
    day = requested_day(request)
    context = {"lists": overviews(lists_in_force(day)), "day": day, "day_query": day_query(day)}
    return render(request, "departments/index.html", context)


@require_safe
def department(request, slug):
    """The list of a department that is in force."""
    day = requested_day(request)
    span = timeline(slug, day)[0]
    return _render_list(request, span, day, day)


@require_safe
def editions(request, slug):
    """All editions of a department so far."""
    day = requested_day(request)
    spans = timeline(slug, day)
    context = {
        "department": spans[0].edition.department,
        "spans": spans,
        "day": day,
        "day_query": day_query(day),
    }
    return render(request, "departments/editions.html", context)


@require_safe
def edition(request, slug, number):
    """One edition of a department, in force or superseded."""
    day = requested_day(request)
    for span in timeline(slug, day):
        if span.edition.number == number:
            # Its entries are looked up as they were while it was in force.
            entries_day = span.edition.effective_from if span.successor else day
            return _render_list(request, span, day, entries_day)
    raise NotPublic(f"这个部门没有第 {number} 版清单，或者它尚未施行。")


def _render_list(request, span, day, entries_day):
    context = {
        "department": span.edition.department,
        "edition": span.edition,
        "span": span,
        "sections": sections(span.edition),
        "annexes": span.edition.annex_set.all(),
        "unfold": "unfold" in request.GET,
        "day": day,
        "day_query": day_query(entries_day),
    }
    return render(request, "departments/list.html", context)
