"""The links to the parts of the site that stand on every page."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix

from departments.addresses import address

register = template.Library()

#: The parts of the site by the namespaces of their addresses, with the page to enter by.
PARTS = {
    "departments": ("各部门", "departments:index"),
    "topics": ("生活领域", "topics:index"),
    "duties": ("部门职责", "duties:index"),
    "boundaries": ("职责边界", "boundaries:index"),
    "supervision": ("监管制度", "supervision:index"),
    "services": ("公共服务", "services:index"),
}


@register.simple_tag(takes_context=True)
def main_navigation(context):
    """Links to the parts of the site; one says so when the page belongs to that part."""
    return _navigation(get_script_prefix(), part_of(context.get("request")))


@lru_cache(maxsize=64)
def _navigation(prefix, current):
    parts = [(address(name), label, part == current) for part, (label, name) in PARTS.items()]
    return render_to_string("_navigation.html", {"parts": parts})


def part_of(request):
    """The part of the site that a page belongs to ("" for none)."""
    match = getattr(request, "resolver_match", None)
    return match.namespace if match and match.namespace in PARTS else ""


def label_of(request):
    """What the navigation calls the part of the site that a page belongs to ("" for none)."""
    part = part_of(request)
    return PARTS[part][0] if part else ""
