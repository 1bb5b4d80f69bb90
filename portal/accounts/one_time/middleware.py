"""A form that staff send twice is done once: a double click, a page sent again."""

import hashlib
import json
from contextlib import contextmanager
from typing import Protocol

from django.db import connection
from django.shortcuts import render

from portal.accounts.audit.refusals import note_refusal

from . import keys
from .models import OneTimeKey
from .results import result_of, show

#: The parts of the site, by the beginnings of their addresses, whose forms are done once.
GUARDED = ("admin/", "review/", "accounts/changes/")
#: What is sent while one types is sent again and again.
TYPED = "typed/"
SIGNING_IN = ("login", "logout")


class ClaimingRequest(Protocol):
    """A request whose form this middleware lets through; it alone sets and reads it."""

    #: What the form claimed, to be kept or freed once the answer is made; None: it is not guarded.
    claimed: OneTimeKey | None


class DoneOnce:
    """Middleware, after those that know the user and the messages.

    A request is known again by all that it says, the token of its form included, which is another
    each time a page is made. What changed nothing, or failed, may be sent again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST":
            return self.get_response(request)
        request.claimed = None
        with noticing_writes() as writes:
            response = self.get_response(request)
        if request.claimed:
            _settle(request, response, writes)
        return response

    def process_view(self, request, view, args, kwargs):
        if not _is_guarded(request):
            return None
        try:
            key, is_ours = keys.claim(request.user, digest_of(request))
        except keys.UnderWay as refusal:
            note_refusal(request, refusal)
            return render(request, "400.html", {"explanation": str(refusal)}, status=409)
        if not is_ours:
            return show(request, key)
        request.claimed = key
        return None


class Writes:
    """Hears whether anything is written to the database, but for the keys themselves."""

    are_any = False

    def __call__(self, execute, sql, params, many, context):
        is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        self.are_any |= is_write and OneTimeKey._meta.db_table not in sql
        return execute(sql, params, many, context)


@contextmanager
def noticing_writes():
    writes = Writes()
    with connection.execute_wrapper(writes):
        yield writes


def digest_of(request):
    """SHA-256 over all that a request says: where it goes, its fields, its files (hexadecimal)."""
    files = [[name, [_file(one) for one in sent]] for name, sent in request.FILES.lists()]
    said = [request.get_full_path(), list(request.POST.lists()), files]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _file(upload):
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return [upload.name, digest.hexdigest()]


def _is_guarded(request):
    match = request.resolver_match
    return (
        request.method == "POST"
        and match.route.startswith(GUARDED)
        and TYPED not in match.route
        and match.url_name not in SIGNING_IN
        and request.user.is_authenticated
        and "csrfmiddlewaretoken" in request.POST
    )


def _settle(request: ClaimingRequest, response, writes):
    result = result_of(request, response) if writes.are_any else None
    if result:
        keys.keep(request.claimed, **result)
    else:
        keys.free(request.claimed)
