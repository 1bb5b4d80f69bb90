"""Who must use a second factor, and what they cannot do before they have set one up."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect

from portal.accounts.permissions import ROLES

#: The parts of the site, by the beginnings of their addresses, that wait for the second factor.
WAITING = ("admin/", "review/", "accounts/changes/")


class SecondFactorRequired:
    """Middleware: leads whoever must use a second factor, and has none, to the page that sets it up.

    Signing out stays possible, as do the public pages and those of one's own account.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if not match.route.startswith(WAITING) or match.url_name == "logout":
            return None
        return redirect("mfa_activate_totp") if is_missing(request.user) else None


def is_required(user):
    """Whether a user must use a second factor, by the setting MFA_REQUIRED.

    The superuser may do what every role may, so it must as soon as one role must.
    """
    roles = [ROLES[role] for role in settings.MFA_REQUIRED]
    if not roles or user.is_anonymous:
        return False
    return user.is_superuser or user.groups.filter(name__in=roles).exists()


def is_missing(user):
    """Whether a user must use a second factor and has not set one up."""
    return is_required(user) and not is_mfa_enabled(user, [Authenticator.Type.TOTP])


@transaction.atomic
def spend(authenticator, code):
    """Use up a code that is right: none opens twice, whichever process it is shown to.

    Returns whether it had not been used. Recovery codes are used up by allauth.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    code = "".join(filter(str.isdigit, code))
    lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    recent = {
        used: at for used, at in locked.data.get("used", {}).items() if at > time.time() - lasts
    }
    locked.data["used"] = recent | {code: time.time()}
    locked.save(update_fields=["data"])
    return code not in recent
