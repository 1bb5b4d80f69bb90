from django.http import HttpResponse
from django.views.decorators.http import require_safe

from departments.reading.days import requested_day
from departments.reading.timeline import timeline
from portal.exchange.writers.json import to_json
from portal.page_cache.state import kept


@kept
@require_safe
def list_json(request, slug):
    """A department's list in force in the list format, the same text as ``export_lists`` writes."""
    edition = timeline(slug, requested_day(request))[0].edition
    return HttpResponse(
        to_json(edition),
        content_type="application/json; charset=utf-8",
        headers={"Access-Control-Allow-Origin": "*"},
    )
