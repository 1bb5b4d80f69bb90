"""The proof of review of an edition, on its public pages."""

from datetime import datetime

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("departments/_proof.html", takes_context=True)
def proof(context, edition):
    """What let an edition in: for visitors offices and days, for the staff people and times too."""
    found = getattr(edition, "proof", None)
    said = found.content if found else {}
    act = said.get("act")
    return {
        "proof": found,
        "act": act,
        "steps": _steps(said),
        "emergency": said.get("emergency", []),
        "by": said.get("by") or said.get("operator", ""),
        "reason": said.get("reason", ""),
        "is_full": _is_staff(context["request"]),
    }


def _is_staff(request):
    # Visitors have no session, and their pages are kept: it is not even looked at.
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff


def _steps(said):
    """Each decision with the name of its stage and its time (list of dicts)."""
    stages = {one["stage"]: one["name"] for one in said.get("route", [])}
    return [
        decision | {"name": stages.get(decision["stage"]), "at": _time(decision["at"])}
        for decision in said.get("decisions", [])
        if decision["stage"] in stages
    ]


def _time(text):
    return datetime.fromisoformat(text)
