"""Keeping what is typed, asking for it, and the pages of what is held."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts import rights

from ..models import Adjustment
from . import keeping, presence
from .addresses import form_at
from .middleware import SIGN_IN, hold_what_was_sent, page_of
from .naming import called
from .tickets import ticket_of

LONGEST_PAGE = 40
#: Fields that say nothing to a reader: what was seen, where a new entry or a row belongs.
_SILENT = ("seen", "after", "-was")


def signed_in(view):
    """A view for scripts: whose session has ended is told so (401), and where to sign in."""

    def wrapper(request):
        if request.user.is_authenticated:
            return view(request)
        back = f"{reverse(SIGN_IN)}?next={reverse('reviews:typed')}"
        return JsonResponse({"sign_in": back}, status=401)

    return wrapper


@require_safe
@signed_in
def ask(request):
    """What is held of the forms at some paths (``at``), and a token that is good now (JSON)."""
    held = keeping.held_at(request.user, request.GET.getlist("at"))
    return JsonResponse(
        {
            "user": request.user.pk,
            "token": get_token(request),
            "held": [_told(one) for one in held],
        }
    )


@require_POST
@signed_in
def keep(request):
    """Hold what is typed in a form, as a sign of life too; says who else has it open (JSON)."""
    form, page = form_at(request.POST.get("held-at", "")), request.POST.get("held-page", "")
    own = str(request.user.pk)
    if request.POST.get("held-user", own) != own:
        raise PermissionDenied  # another signed in meanwhile: what is typed is not theirs
    _check_right(request.user, form)
    if not page or len(page) > LONGEST_PAGE or not page.isprintable():
        raise Http404("没有这个窗口。")
    is_left = "held-left" in request.POST
    if "held-idle" not in request.POST:
        typed = keeping.typed_in(request.POST)
        before = request.POST.get("held-instead", "")
        keeping.keep(request.user, form, page, typed, instead_of=before, is_left=is_left)
    elif is_left:
        keeping.take_up(request.user, form.address, page)
    else:
        keeping.note_alive(request.user, form, page)
    return JsonResponse(
        {
            "kept_at": f"{timezone.localtime():%H:%M:%S}",
            "colleagues": presence.colleagues(request.user, form),
        }
    )


@require_safe
@login_required
def typed(request):
    """All that one typed and did not save."""
    held = [(one, called(one)) for one in keeping.held_by(request.user)]
    return render(request, "reviews/typed.html", {"held": held})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def typed_one(request, pk):
    """A held text as it is; sent here, it is thrown away."""
    held = get_object_or_404(keeping.held_by(request.user), pk=pk)
    if request.method == "POST":
        held.delete()
        return redirect("reviews:typed")
    fields = [(name, text) for name, texts in held.typed.items() for text in texts]
    ticket = ticket_of(request.user)
    shown = [text for name, text in fields if not name.endswith(_SILENT) and text.strip()]
    context = {"held": held, "called": called(held), "ticket": ticket}
    context |= {"fields": fields, "shown": shown}
    return render(request, "reviews/typed_one.html", context)


def csrf_failure(request, reason=""):
    """What is sent with a token that is good no more is held; else Django's own page says why."""
    held = request.method == "POST" and hold_what_was_sent(request)
    return redirect(page_of(held)) if held else plain_csrf_failure(request, reason)


def _check_right(user, form):
    """Whose form it is no more, or never was, is told as by the form's own page."""
    if form.adjustment is None:
        return
    visible = Adjustment.objects.visible_to(user).select_related("department")
    adjustment = get_object_or_404(visible, pk=form.adjustment)
    if form.part and not rights.edits(user, adjustment.department):
        raise PermissionDenied


def _told(held):
    at = timezone.localtime(held.typed_at)
    return {
        "pk": held.pk,
        "address": held.address,
        "page": held.page,
        "typed": held.typed,
        "at": f"{at.month}月{at.day}日 {at:%H:%M}",
        "elsewhere": keeping.is_open(held),
    }
