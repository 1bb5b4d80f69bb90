from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.reading.days import day_query, requested_day

from .handlers import by_department


@require_safe
def handlers(request):
    """The units that handle services, by department."""
    day = requested_day(request)
    context = {"groups": by_department(day), "day": day, "day_query": day_query(day)}
    return render(request, "services/handlers.html", context)
