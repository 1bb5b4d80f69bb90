"""The lock after too many wrong passwords or codes, by user name and client address together.

django-axes keeps the failures in the database. Wrong codes of the second factor count as wrong
passwords do, so that neither can be tried out at leisure.
"""

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone


def may_try(request, user):
    """Whether a code of a user is looked at; if not, the answer will be the page of the lock."""
    if AxesProxyHandler.is_allowed(request, credentials_of(user)):
        return True
    request.axes_locked_out = True
    count_failure(request, user)
    return False


def count_failure(request, user):
    """Count a wrong code, as axes counts wrong passwords on Django's signal of them."""
    AxesProxyHandler.user_login_failed(__name__, credentials_of(user), request)


def credentials_of(user):
    return {"username": user.get_username()}


def locked_out(request, response=None, credentials=None):
    """The page that stands in for every answer while the lock holds (429)."""
    username = (credentials or {}).get("username")
    until = locked_until(username, request.axes_ip_address)
    page = render(
        request,
        "account/locked.html",
        {"until": until, "limit": settings.AXES_FAILURE_LIMIT},
        status=429,
    )
    page["Retry-After"] = max(1, round((until - timezone.now()).total_seconds()))
    return page


def locked_until(username, address):
    """When the lock on a user name and an address ends (datetime)."""
    failures = AccessAttempt.objects.filter(username=username, ip_address=address)
    last = failures.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return last + settings.AXES_COOLOFF_TIME


def release(username):
    """Lift the lock on a user name, for every address (returns how many records went)."""
    return AxesProxyHandler.reset_attempts(username=username)
