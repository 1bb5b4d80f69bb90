from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("_nav_link.html", takes_context=True)
def nav_link(context, namespace, label):
    """A link to a part of the site; it says so when the page belongs to that part."""
    match = getattr(context.get("request"), "resolver_match", None)
    return {
        "address": reverse(f"{namespace}:index"),
        "label": label,
        "current": bool(match) and match.namespace == namespace,
    }
