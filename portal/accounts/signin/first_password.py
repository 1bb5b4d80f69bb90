"""Whoever was given a password by somebody else changes it before any work."""

from django.shortcuts import redirect

from ..confirmations import setup

#: The parts of the site, by the beginnings of their addresses, that wait for one's own password.
WAITING = ("admin/", "review/", "accounts/changes/", "accounts/2fa/")
#: What stays open: signing out, and the code that belongs to signing in.
OPEN = ("logout", "mfa_authenticate")


class PasswordChangeRequired:
    """Middleware: leads whoever must change the password to the page that does it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if not match.route.startswith(WAITING) or match.url_name in OPEN:
            return None
        return redirect("account_change_password") if is_required(request.user) else None


def is_required(user):
    """Whether a user signs in with a password that somebody else chose."""
    return setup.is_wanted() and user.is_authenticated and user.must_change_password
