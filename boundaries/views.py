from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from departments.reading.days import day_query, requested_day
from departments.reading.refusals import NotPublic

from .map.matrix import read_matrix
from .map.said import read_body, subjects_of
from .models import Subject
from .subjects.mentions import missing_sides
from .subjects.readings import read_subjects
from .subjects.subject_list import read_list


@require_safe
def subjects(request):
    """All subjects, those of which several lists speak first."""
    day = requested_day(request)
    context = {"list": read_list(request.GET.get("body", ""), day)}
    return render(request, "boundaries/subjects.html", context | _days(day))


@require_safe
def subject(request, subject):
    """One subject with its sides."""
    day = requested_day(request)
    found = Subject.objects.filter(slug=subject).select_related("merged_into").first()
    if found and found.merged_into:
        return redirect(f"{found.merged_into.get_absolute_url()}{day_query(day)}", permanent=True)
    reading = next(iter(read_subjects(Subject.objects.shown().filter(slug=subject), day)), None)
    if reading is None:
        raise NotPublic("没有这个共管事项，或者它还没有得到确认。")
    context = {"reading": reading, "missing": missing_sides(reading, day)}
    return render(request, "boundaries/subject.html", context | _days(day))


@require_safe
def bodies(request):
    """All bodies that the lists name, by kind."""
    day = requested_day(request)
    return render(request, "boundaries/bodies.html", {"matrix": read_matrix(day)} | _days(day))


@require_safe
def body(request, body):
    """All that the lists say of one body."""
    day = requested_day(request)
    reading = read_body(body, day)
    context = {"reading": reading, "subjects": subjects_of(reading)}
    return render(request, "boundaries/body.html", context | _days(day))


@require_safe
def whole(request):
    """The picture of the whole: which list names which body how often."""
    day = requested_day(request)
    context = {"matrix": read_matrix(day)}
    return render(request, "boundaries/map.html", context | _days(day))


def _days(day):
    return {"day": day, "day_query": day_query(day)}
