"""What holds for every address beneath ``/api/``, whichever view, kept page or error answers.

The page cache answers before a view is asked, and Django itself answers unknown addresses; so the
rate, the methods, the headers for other origins and the one shape of errors stand in front of all.
"""

from django.conf import settings
from django.http import HttpResponse

from .errors import refusal, sentence_for
from .rate_limit import seconds_to_wait

METHODS = "GET, HEAD, OPTIONS"
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class Gate:
    """Middleware: read-only, open to all origins, so many requests in a time (API_RATE)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        response = _turned_away(request) or _as_json(self.get_response(request))
        for name, value in OPEN_TO_ALL.items():
            response[name] = value
        return response


def _turned_away(request):
    """The response to a request that goes no further, else None."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        return refusal(405, sentence_for(405), headers={"Allow": METHODS})
    if request.META.get("QUERY_STRING", "").count("&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        # Django refuses to read them, and would again for whoever looks at the parameters next.
        return refusal(400, sentence_for(400))
    if wait := seconds_to_wait(request):
        sentence = f"请求过于频繁，请在 {wait} 秒后再试。"
        return refusal(429, sentence, headers={"Retry-After": str(wait)})
    return None


def _as_json(response):
    """An error page as an error of the API; any other response as it is."""
    if response.status_code < 400 or response.get("Content-Type") == "application/json":
        return response
    return refusal(response.status_code, sentence_for(response.status_code))
