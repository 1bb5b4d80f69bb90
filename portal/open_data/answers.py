"""How a file of open data is answered: named in Chinese, open to programs of other sites."""

import hashlib
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from portal.page_cache.protocol import will_be_kept

MEDIA_TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jsonld": "application/ld+json",
}


def answer(request, content, *, plain_name, name, published_at):
    """The response with a file, or that it has not changed (304).

    ``plain_name`` is its name in ASCII, ``name`` the one that is shown; both end with the format.
    The ``ETag`` is the SHA-256 of the bytes, so it differs exactly when they do: they also hold
    what an edition's digest leaves out (its address name, and when the next one takes its place),
    and two editions may be published within the one second of ``Last-Modified``.
    """
    response = HttpResponse(content, content_type=MEDIA_TYPES[plain_name.rpartition(".")[2]])
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()}"'
    response["Last-Modified"] = http_date(published_at.timestamp())
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    # The page cache needs the whole file to keep it, and says by itself that it has not changed.
    if will_be_kept(request):
        return response
    return get_conditional_response(request, etag=response["ETag"], response=response)
