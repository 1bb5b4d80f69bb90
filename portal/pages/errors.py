"""The error pages. What went wrong is told only in sentences written for the reader."""

import logging
import sys

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string

from departments.reading.refusals import NotPublic, UnreadableDay
from departments.texts.folding import in_one_line

from .too_large import too_large

#: What is raised where the database cannot be reached, or does not answer in time.
DATABASE_AWAY = (OperationalError, InterfaceError)
#: Seconds after which to try again.
RETRY_AFTER = 60
UNAVAILABLE = "网站暂时无法访问，请过几分钟再试。"


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if isinstance(exception, TooManyFieldsSent):
        # Whatever looks at the parameters once more would fail again.
        request.GET = QueryDict()
    explanation = str(exception) if isinstance(exception, UnreadableDay) else ""
    return render(request, "400.html", {"explanation": explanation}, status=400)


def not_found(request, exception):
    explanation = str(exception) if isinstance(exception, NotPublic) else ""
    return render(request, "404.html", {"explanation": explanation}, status=404)


def server_error(request):
    """What nobody foresaw: 500, and 503 while the database is away.

    Called where the exception is being handled, whichever middleware or view it comes from. Asks
    neither the database nor the session for anything.
    """
    if isinstance(sys.exception(), DATABASE_AWAY):
        return unavailable(request)
    return HttpResponse(page(request, "500.html"), status=500)


def unavailable(request):
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    if request.path_info.startswith("/api/"):
        return JsonResponse(
            {"error": UNAVAILABLE},
            status=503,
            headers=headers,
            json_dumps_params={"ensure_ascii": False},
        )
    return HttpResponse(page(request, "503.html"), status=503, headers=headers)


def page(request, template):
    """A page made without the context processors, one of which may look for the user."""
    return render_to_string(template, {"request": request})


class WithoutTraceback(logging.Filter):
    """Nothing in the code is at fault where somebody asked for what cannot be or is not theirs, or
    the database is away: one line in the log says so.
    """

    def filter(self, record):
        error = record.exc_info and record.exc_info[1]
        if isinstance(error, (BadRequest, PermissionDenied, SuspiciousOperation)):
            record.exc_info = None
        elif isinstance(error, DATABASE_AWAY):
            reason = in_one_line(str(error))
            record.msg, record.args = f"{record.getMessage()}: {reason}", ()
            record.exc_info = None
        return True
