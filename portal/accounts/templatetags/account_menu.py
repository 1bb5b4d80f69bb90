"""The menu of whoever is signed in, in the frame around every page."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string

from ..confirmations import setup
from ..confirmations.cards import count_open
from ..confirmations.notices import unread

register = template.Library()


@register.simple_tag(takes_context=True)
def account_menu(context):
    """Name, places of work and sign-out; nothing for visitors, whose session is not even looked at."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    # The page of a database that is away is made without context processors, and must not ask it.
    if "user" not in context or not request.user.is_authenticated:
        return ""
    shown = {"user": request.user, "desk": settings.LOGIN_REDIRECT_URL}
    return render_to_string("account/_menu.html", shown | _changes(request.user), request)


@register.simple_tag(takes_context=True)
def open_changes(context):
    """How many subjects wait for a second person, as far as whoever is signed in may read of them."""
    return _changes(context["request"].user).get("waiting", 0)


def _changes(user):
    """What waits for a second person, and what the user has not read of it (dict)."""
    if not setup.is_wanted():
        return {}
    return {"confirms": True, "waiting": count_open(user), "told": unread(user)}
