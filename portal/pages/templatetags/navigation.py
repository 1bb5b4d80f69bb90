"""The links to the parts of the site that stand on every page."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix

from departments.models import declared_sections
from departments.pages.addresses import address

register = template.Library()

#: The parts of the site by the namespaces of their addresses, with the page to enter by.
PARTS = {
    "departments": ("各部门", "departments:index"),
    "topics": ("生活领域", "topics:index"),
}
SECTIONS = {one.key: (one.name, f"{one.key}:index") for one in declared_sections()}


@register.simple_tag(takes_context=True)
def main_navigation(context):
    """Links to the parts of the site; one says so when the page belongs to that part.

    Where the context does not say which sections are linked, those that every list has.
    """
    linked = context.get("linked_sections", _sections_of_every_list)()
    shown = (*PARTS, *(one.key for one in linked))
    return _navigation(get_script_prefix(), part_of(context.get("request")), shown)


@lru_cache(maxsize=64)
def _navigation(prefix, current, shown):
    named = PARTS | SECTIONS
    parts = [(address(named[part][1]), named[part][0], part == current) for part in shown]
    return render_to_string("_navigation.html", {"parts": parts})


def part_of(request):
    """The part of the site that a page belongs to ("" for none)."""
    match = getattr(request, "resolver_match", None)
    return match.namespace if match and match.namespace in PARTS | SECTIONS else ""


def label_of(request):
    """What the navigation calls the part of the site that a page belongs to ("" for none)."""
    part = part_of(request)
    return (PARTS | SECTIONS)[part][0] if part else ""


def _sections_of_every_list():
    return [one for one in declared_sections() if one.always]
