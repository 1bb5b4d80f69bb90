"""What a form sent: no longer held once it was received, and held where the session had ended."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from portal.accounts.signin.second_factor import WAITING

from ..models import Adjustment
from . import keeping
from .addresses import form_at
from .tickets import holder_of

SIGN_IN = "account_login"


class HeldForms:
    """Middleware, within the one that asks for a second factor.

    A form was received if its view leads on to another page; what it refuses it shows again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if _is_held_form(request) and request.user.is_authenticated and _leads_on(response):
            sent = request.POST
            keeping.take_up(request.user, sent.get("held-at", ""), sent.get("held-page", ""))
        return response

    def process_view(self, request, view, args, kwargs):
        if not _is_held_form(request) or request.user.is_authenticated:
            return None
        held = hold_what_was_sent(request)
        return held and HttpResponseRedirect(
            f"{reverse(SIGN_IN)}?{urlencode({'next': page_of(held)})}"
        )


def hold_what_was_sent(request):
    """Hold what a form sent in vain, by its ticket (a HeldForm; None without a good ticket)."""
    user = holder_of(request.POST.get("held-by", ""))
    if user is None:
        return None
    try:
        form = form_at(request.POST.get("held-at", ""))
    except Http404:
        return None
    seen = Adjustment.objects.visible_to(user)
    if form.adjustment is not None and not seen.filter(pk=form.adjustment).exists():
        return None
    keeping.take_up(user, form.address, request.POST.get("held-page", ""))
    return keeping.keep_sent(user, form, keeping.typed_in(request.POST), request.path)


def page_of(held):
    """The page of a held text."""
    return reverse("reviews:typed_one", args=[held.pk])


def _is_held_form(request):
    match = request.resolver_match
    return (
        request.method == "POST"
        and match is not None
        and match.route.startswith(WAITING)
        and "held-by" in request.POST
    )


def _leads_on(response):
    is_away = response.status_code in (302, 303)
    return is_away and not response.url.startswith(resolve_url(SIGN_IN))
