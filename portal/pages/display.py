"""How a visitor wants the pages to look: the size of their text and their colours.

The wish is kept in a cookie of this site's path, and a page made under it says so in attributes of
its ``<html>``, which the style sheet reads: nothing needs JavaScript. The page cache keeps a page
for each of the few looks that there are (:class:`Display` is part of its key; a value that is not
known counts as none). Browsers must ask again before they show a page again (``no-cache``) and
name the body they have by its ``ETag``: when another look is wanted the body is another, and they
get it. ``Vary: Cookie`` would add nothing but a copy for each cookie of any kind.
"""

from typing import NamedTuple

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.page_cache.protocol import not_kept

COOKIE = "display"
A_YEAR = 365 * 24 * 3600
SIZES = {"": "标准", "large": "大", "largest": "特大"}
COLOURS = {"": "随系统", "light": "浅色", "dark": "深色"}


class Display(NamedTuple):
    """A size out of SIZES and colours out of COLOURS."""

    size: str = ""
    colour: str = ""


def wanted_display(request):
    """The look that a visitor chose (Display)."""
    size, _, colour = request.COOKIES.get(COOKIE, "").partition(".")
    return known(size, colour)


def known(size, colour):
    return Display(size if size in SIZES else "", colour if colour in COLOURS else "")


# Without a token against forged forms, which would make every page that has the button personal:
# all that another site could do is to change how large the letters are.
@not_kept
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def display(request):
    """``/display/``: choose a look; its form, and the button of every page, come back here."""
    chosen = wanted_display(request)
    if request.method == "POST":
        posted = request.POST
        return chose(
            request,
            known(posted.get("size", chosen.size), posted.get("colour", chosen.colour)),
        )
    context = {
        "chosen": chosen,
        "sizes": SIZES.items(),
        "colours": COLOURS.items(),
        "next": request.GET.get("next", ""),
    }
    return render(request, "pages/display.html", context)


def chose(request, wanted):
    response = redirect(next_address(request))
    path = settings.SESSION_COOKIE_PATH
    if wanted == Display():
        response.delete_cookie(COOKIE, path=path, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE,
            ".".join(wanted),
            max_age=A_YEAR,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def next_address(request):
    """The page of this site to go on with: the one named by the form, else that of the choice."""
    wanted = request.POST.get("next", "")
    # The question of a search may be longer than an address that Django would look at whole.
    where = wanted.partition("?")[0]
    if not where.startswith("/"):
        return request.path
    is_ours = url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure())
    return wanted if is_ours else request.path
