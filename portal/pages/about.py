"""The pages about the site itself, for people: what it is, and where everything stands."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.reading.contents import lists_in_force
from portal.page_cache.protocol import made_of

from .linked_sections import linked_sections
from .site import this_site


@made_of(lambda request: this_site())
@require_safe
def about(request):
    """``/about/``: what the site is, how to read it, how to check it, how to reach it."""
    sections = linked_sections()
    context = {"sections": sections, "further": [one for one in sections if not one.always]}
    return render(request, "pages/about.html", context)


@require_safe
def site_map(request):
    """``/sitemap/``: every part of the site and every department."""
    departments = [edition.department for edition in lists_in_force()]
    context = {"departments": departments, "sections": linked_sections()}
    return render(request, "pages/sitemap.html", context)
