"""What a form needs to be held."""

from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..held.tickets import ticket_of

register = template.Library()

#: Written here: a dossier has so many forms that a template for each would be felt.
FIELDS = (
    '<input type="hidden" name="held-at" value="{}"{}>'
    '<input type="hidden" name="held-by" value="{}">'
    '<input type="hidden" name="held-page" value="">'
)


class TicketRequest(Protocol):
    """A request for a page with forms that are held; this tag alone sets and reads it."""

    #: What all forms of the page are held by, made once.
    ticket: str


@register.simple_tag(takes_context=True)
def holding(context, address=None, typed=False):
    """Within a form: have what is typed in it held, under the address at which it is found.

    That of its page, if none is given. ``typed``: what it shows is not saved. So it is too where the
    page answers what was sent from it.
    """
    request: TicketRequest = context["request"]
    address = address or request.path
    if not hasattr(request, "ticket"):
        request.ticket = ticket_of(request.user)
    is_shown_again = request.POST.get("held-at") == address
    unsaved = mark_safe(" data-unsaved") if typed or is_shown_again else ""
    return format_html(FIELDS, address, unsaved, request.ticket)
