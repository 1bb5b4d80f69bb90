from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.days import day_query, requested_day
from departments.feeds import section_feed
from departments.section_pages import entry_index, entry_page

from .filters import ServiceFilterSet
from .handlers import by_department
from .models import Service


@require_safe
def index(request):
    return entry_index(request, ServiceFilterSet)


@require_safe
def handlers(request):
    """The units that handle services, by department."""
    day = requested_day(request)
    context = {"groups": by_department(day), "day": day, "day_query": day_query(day)}
    return render(request, "services/handlers.html", context)


@require_safe
def feed(request):
    return section_feed(request, ServiceFilterSet)


@require_safe
def entry(request, slug, code):
    return entry_page(request, Service, slug, code)
