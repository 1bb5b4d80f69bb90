"""Notes which entry was opened from a page of results.

The browser says itself where it comes from (``Referer``, which this site sends to no other). So
links stay permalinks, without a parameter or a detour, and it works without JavaScript and for
pages that are kept.
"""

from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from departments.reading.refusals import NotPublic

from ..districts import chosen_district
from .querylog import log_click


class ClickLog:
    """Middleware: must stand before whatever answers without the view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        asked = request.resolver_match.url_name == "entry" and question_before(request)
        if not asked:
            return
        text, code = asked
        try:
            district = chosen_district(code)
        except NotPublic:
            return
        if district:
            log_click(text, f"{kwargs['slug']}/{kwargs['code']}", district)


def question_before(request):
    """(question, code of the district or "") of the page that led here, None if it was another."""
    try:
        came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:
        return None
    if (came_from.netloc, came_from.path) != (request.get_host(), reverse("search:results")):
        return None
    asked = QueryDict(came_from.query)
    return asked.get("q", ""), asked.get("district", "")
