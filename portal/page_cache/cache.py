"""Rendered public pages, kept by each worker process for as long as they are right.

A page is kept under its address, the look that the visitor wants (``display``), the sections that
it leads to (``linked_sections``), and what it was made of: what its district shows and the day
(``departments.shown``), or what its view says in an attribute ``made_of``, a function from the
request to a value (None: not to be kept). When
that changes the old page is not found any more, and falls out in time. So nothing has to announce a
change, and none is missed.

Only visitors get kept pages, and only pages for everyone are kept; whoever is signed in gets every
page made anew and kept by nobody. A page carries an ``ETag`` of its text, or its view's own, and
must be asked for again before it is shown again, by browsers and proxies alike. No answer goes by
``Last-Modified``: two editions may be published within its one second.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from functools import cached_property
from threading import Lock

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers, get_conditional_response

from departments.models import declared_sections
from departments.shown.state import shown_state
from portal.pages.display import wanted_display
from portal.pages.linked_sections import linked_sections

from .published import published_state

#: The parts of the site, by the names of their addresses, whose pages show the lists alone.
SHOWING_LISTS = {
    *("pages", "topics", "api"),
    *("departments", *(one.key for one in declared_sections())),
}
#: One page takes at most this part of the memory for all.
LARGEST_SHARE = 0.1
#: A page is kept under an address of so many characters at most: all count as short (``Page.size``).
LONGEST_ADDRESS = 2000
#: Compressing a page of fewer bytes saves nothing.
WORTH_COMPRESSING = 500
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


class PageCache:
    """Middleware, the innermost: answers with the kept page, or keeps the one that was made."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = KeptPages()

    def __call__(self, request):
        request.page_key = None
        response = self.get_response(request)
        if is_somebody(request):
            add_never_cache_headers(response)
        elif request.page_key and is_for_everyone(request, response):
            return self._keep(request, Page(response))
        # A refusal too is asked for again: what is missing today may be there tomorrow.
        response.setdefault("Cache-Control", "no-cache")
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method not in ("GET", "HEAD") or is_somebody(request):
            return None
        state = settings.PAGE_CACHE_MB and state_for(request)
        if not state:
            return None
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        if len(address) > LONGEST_ADDRESS:
            return None
        linked = tuple(one.key for one in linked_sections())
        key = state, linked, wanted_display(request), address
        if page := self.pages.get(key):
            page.when_shown_again()
            return page.answer(request)
        request.page_key = key
        return None

    def _keep(self, request, page):
        # Made meanwhile of something newer, it would be found wherever the old state came again.
        if state_for(request, anew=True) == request.page_key[0]:
            self.pages.put(request.page_key, page, settings.PAGE_CACHE_MB * 2**20)
        return page.answer(request)


class KeptPages:
    """Pages by key, those shown last; for all threads of a process."""

    def __init__(self):
        self.by_key = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def get(self, key):
        """The page kept under a key, or None."""
        with self._lock:
            if key in self.by_key:
                self.by_key.move_to_end(key)
            return self.by_key.get(key)

    def put(self, key, page, most):
        """Keep a page; those not shown for longest go until all take at most so many bytes.

        A page that would push out too many others is left out.
        """
        if page.size > most * LARGEST_SHARE:
            return
        with self._lock:
            self._drop(self.by_key.pop(key, None))
            self.by_key[key] = page
            self.size += page.size
            while self.size > most:
                self._drop(self.by_key.popitem(last=False)[1])

    def _drop(self, page):
        self.size -= page.size if page else 0


class Page:
    """A page for everyone, as text and compressed.

    A view may give its response a function ``when_shown_again``: it is called whenever the kept
    page is shown without the view.
    """

    def __init__(self, response):
        self.body = response.content
        self.headers = {name: value for name, value in response.items() if name != "Content-Length"}
        self.headers.setdefault("Cache-Control", "no-cache")
        self.headers.setdefault("ETag", f'W/"{hashlib.sha256(self.body).hexdigest()[:32]}"')
        self.headers["Vary"] = "Accept-Encoding"
        self.when_shown_again = getattr(response, "when_shown_again", lambda: None)

    @property
    def size(self):
        """The bytes that it takes at most: the text, its compressed form, headers and address."""
        return 2 * len(self.body) + 20_000

    @cached_property
    def compressed(self):
        return gzip.compress(self.body, 6, mtime=0)

    def answer(self, request):
        """The response to a request: the page, or that it has not changed (304)."""
        packed = len(self.body) >= WORTH_COMPRESSING and accepts_gzip(request)
        response = HttpResponse(self.compressed if packed else self.body, headers=self.headers)
        if packed:
            response["Content-Encoding"] = "gzip"
            # A file's strong ETag is of its plain bytes; packed they only mean the same.
            response["ETag"] = f"W/{response['ETag'].removeprefix('W/')}"
        return get_conditional_response(request, etag=response["ETag"], response=response)


def state_for(request, anew=False):
    """What the page asked for is made of (a value to compare), None if pages of its kind stay out.

    ``anew``: as the database has it this moment.
    """
    match = request.resolver_match
    if made_of := getattr(match.func, "made_of", None):
        return made_of(request)
    if match.app_name in SHOWING_LISTS:
        of_department = match.route.startswith("departments/")
        slug = match.kwargs.get("slug") if of_department else None
        return (shown_state if anew else published_state)(slug)
    return None


def is_somebody(request):
    """Whether a request may come from someone signed in, or who is to be told something."""
    personal = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return "HTTP_AUTHORIZATION" in request.META or any(name in request.COOKIES for name in personal)


def is_for_everyone(request, response):
    """Whether a response is a whole page made for no one in particular."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.get("Vary", "Accept-Encoding").lower() == "accept-encoding"
        and not re.search("private|no-store", response.get("Cache-Control", ""))
        and not response.has_header("Content-Encoding")
        and not request.session.accessed
        and not get_messages(request).added_new
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


def accepts_gzip(request):
    return bool(_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
