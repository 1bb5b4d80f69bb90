from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import comparison
from .reading.contents import by_district, contents, lists_in_force, overviews
from .reading.days import day_query, requested_day
from .reading.history import releases
from .reading.refusals import NotPublic
from .reading.timeline import cancelled_editions, public_span, span_numbered, timeline


@require_safe
def index(request):
    """All departments with a list in force."""
    day = requested_day(request)
    districts = by_district(overviews(lists_in_force(day)))
    context = {"districts": districts, "day": day, "day_query": day_query(day)}
    return render(request, "departments/index.html", context)


@require_safe
def department(request, slug):
    """The list of a department that is in force."""
    day = requested_day(request)
    span = timeline(slug, day)[0]
    # Whoever asks for a day may have read of an edition that was to be in force on it.
    cancelled = cancelled_editions(slug, span.edition, day) if day else []
    return _render_list(request, span, day, day, cancelled)


@require_safe
def editions(request, slug):
    """All editions of a department so far, what each changed, and those that were cancelled."""
    day = requested_day(request)
    spans = timeline(slug, day)
    prefetch_related_objects([span.edition for span in spans], "errata")
    context = {"releases": releases(spans), "cancelled": cancelled_editions(slug)}
    context |= _common(spans, day)
    return render(request, "departments/editions.html", context)


@require_safe
def edition(request, slug, number):
    """One edition of a department, in force or superseded, or cancelled before it could be."""
    day = requested_day(request)
    span = public_span(slug, number, day)
    if span.edition.is_cancelled:
        context = {"department": span.edition.department, "edition": span.edition}
        return render(request, "departments/cancelled.html", context)
    # Its entries are looked up as they were while it was in force.
    entries_day = span.edition.effective_from if span.successor else day
    return _render_list(request, span, day, entries_day)


@require_safe
def compare(request, slug, old, new):
    """What distinguishes two editions of a department, in the order in which they are asked for."""
    day = requested_day(request)
    spans = timeline(slug, day)
    editions = [span_numbered(spans, number).edition for number in (old, new)]
    context = {"comparison": comparison.compare(*editions), "backwards": new < old}
    return render(request, "departments/compare.html", context | _common(spans, day))


@require_safe
def choose_comparison(request, slug):
    """Leads from the form with two editions to the page that compares them."""
    day = requested_day(request)
    spans = timeline(slug, day)
    numbers = [_chosen_number(spans, request.GET.get(side, "")) for side in ("old", "new")]
    return redirect(reverse("departments:compare", args=[slug, *numbers]) + day_query(day))


def _chosen_number(spans, text):
    for span in spans:
        if str(span.edition.number) == text.strip():
            return span.edition.number
    raise NotPublic(f"这个部门没有第 {text[:20]} 版清单，或者它尚未施行。请在历次版本中选择两版。")


def _common(spans, day):
    return {
        "department": spans[0].edition.department,
        "spans": spans,
        "day": day,
        "day_query": day_query(day),
    }


def _render_list(request, span, day, entries_day, cancelled=()):
    printed = contents(span.edition)
    context = {
        "department": span.edition.department,
        "edition": span.edition,
        "span": span,
        "cancelled": cancelled,
        "titles": printed.titles,
        "sections": printed.sections,
        "annexes": printed.annexes,
        "notes": printed.notes,
        "errata": span.edition.errata.all(),
        "unfold": "unfold" in request.GET,
        "day": day,
        "day_query": day_query(entries_day),
    }
    return render(request, "departments/list.html", context)
