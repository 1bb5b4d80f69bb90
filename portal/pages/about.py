"""The pages about the site itself, for people: what it is, and where everything stands."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.contents import lists_in_force

from .site import this_site


@require_safe
def about(request):
    """``/about/``: what the site is, how to read it, how to check it, how to reach it."""
    return render(request, "pages/about.html")


about.made_of = lambda request: this_site()


@require_safe
def site_map(request):
    """``/sitemap/``: every part of the site and every department."""
    departments = [edition.department for edition in lists_in_force()]
    return render(request, "pages/sitemap.html", {"departments": departments})
