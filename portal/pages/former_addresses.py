"""Addresses with a department's former slug lead to the same page with its slug of today.

Looked for only where an address was refused, so other requests cost nothing.
"""

import re

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from departments.models import FormerSlug

#: Where ``slug`` in a route is a department's: on its pages and files, and all over the API.
OF_A_DEPARTMENT = re.compile(r"(^|/)departments/<slug:slug>|^api/")
#: The parameter of filters that names departments.
PARAMETER = "department"
_SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")


class FormerAddresses:
    """Middleware: instead of a refusal (404, 400), the way to where the page is now (301)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in (400, 404) and (address := moved_to(request)):
            # Asked for anew each time: the slug may be used again, by this department or another.
            return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})
        return response


def moved_to(request):
    """The address, query included, at which the page asked for is now (str or None)."""
    match = request.resolver_match
    if request.method not in ("GET", "HEAD") or match is None:
        return None
    slug = match.kwargs.get("slug") if OF_A_DEPARTMENT.search(match.route) else None
    now = _slugs_of_today([slug or "", *request.GET.getlist(PARAMETER)])
    if not now:
        return None
    path = request.path
    if slug in now:
        path = reverse(match.view_name, kwargs=match.kwargs | {"slug": now[slug]})
    query = _with_slugs(request, now)
    return f"{path}?{query}" if query else path


def _slugs_of_today(slugs):
    """The slugs that former ones among these became (dict of str)."""
    wanted = [slug for slug in slugs if _SLUG.fullmatch(slug)]
    found = FormerSlug.objects.filter(slug__in=wanted).values_list("slug", "department__slug")
    return {old: new for old, new in found if old != new} if wanted else {}


def _with_slugs(request, now):
    """The query with the slugs of today; to the letter, if it has no former one."""
    named = request.GET.getlist(PARAMETER)
    if now.keys().isdisjoint(named):
        return request.META.get("QUERY_STRING", "")
    params = request.GET.copy()
    params.setlist(PARAMETER, [now.get(slug, slug) for slug in named])
    return params.urlencode()
