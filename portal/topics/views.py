from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.reading.days import day_query, requested_day
from departments.reading.refusals import NotPublic

from .contents import departments_of, different_entries, outlines, parts, shared_matters
from .models import Topic


@require_safe
def index(request):
    """All fields of life."""
    day = requested_day(request)
    context = {"outlines": outlines(day), "day": day, "day_query": day_query(day)}
    return render(request, "topics/index.html", context)


@require_safe
def topic(request, slug):
    """One field of life: the entries that serve it, and who has a part in them."""
    day = requested_day(request)
    topic = Topic.objects.select_related("parent").filter(slug=slug).first()
    if topic is None:
        raise NotPublic("没有这个生活领域。")
    found = parts(topic, day)
    entries = different_entries(found)
    context = {
        "topic": topic,
        "parts": found,
        "count": len(entries),
        "departments": departments_of(entries),
        "shared": shared_matters(entries),
        "day": day,
        "day_query": day_query(day),
    }
    return render(request, "topics/topic.html", context)
