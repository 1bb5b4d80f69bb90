"""What a form needs to be held."""

from django import template

from ..held.tickets import ticket_of

register = template.Library()


@register.inclusion_tag("reviews/_holding.html", takes_context=True)
def holding(context, address=None, typed=False):
    """Within a form: have what is typed in it held, under the address at which it is found.

    That of its page, if none is given. ``typed``: what it shows is not saved. So it is too where the
    page answers what was sent from it.
    """
    request = context["request"]
    address = address or request.path
    if not hasattr(request, "ticket"):
        request.ticket = ticket_of(request.user)
    is_shown_again = request.POST.get("held-at") == address
    return {"address": address, "ticket": request.ticket, "typed": typed or is_shown_again}
