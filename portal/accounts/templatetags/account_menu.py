"""The menu of whoever is signed in, in the frame around every page."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string

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
    return render_to_string(
        "account/_menu.html", {"user": request.user, "desk": settings.LOGIN_REDIRECT_URL}, request
    )
