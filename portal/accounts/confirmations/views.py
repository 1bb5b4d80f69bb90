"""The page of changes that wait for a second person, and what is done there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import rights
from ..audit.refusals import note_refusal
from . import actions, notices
from .cards import cards, visible_to
from .models import Emergency

PAGE_SIZE = 30
#: Characters of a reason, and digits of a key, that a form carries at most.
LONGEST_REASON, LONGEST_KEY = 500, 18


@require_safe
@login_required
def changes(request):
    """What waits, and what became of all earlier changes. Whoever looks has read of them."""
    return _page(request)


@require_POST
@login_required
def answer(request):
    """Confirm or decline what waits of one subject."""
    subject, seen, reason = _sent(request)
    given = request.POST.get("answer")
    if given == "confirm":
        return _do(request, lambda: actions.confirm(request.user, subject, seen), "已确认")
    if given == "decline":
        return _do(
            request, lambda: actions.decline(request.user, subject, seen, reason), "已记下不予确认"
        )
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def emergency(request):
    """Confirm alone what waits of one subject: what it means, and the reason."""
    if not rights.administers(request.user):
        raise PermissionDenied
    source = request.POST or request.GET
    chosen = [card for card in cards(request.user) if card.subject == source.get("subject")]
    if not chosen or not chosen[0].open:
        raise Http404
    refusal = None
    if request.method == "POST":
        subject, seen, reason = _sent(request)
        try:
            actions.confirm_alone(request.user, subject, seen, reason)
        except actions.ConfirmationRefused as refused:
            refusal = refused
        else:
            messages.success(request, "已紧急办理，全体管理员、公布人员和审查人员都已收到通知。")
            return redirect("account_changes")
    note_refusal(request, refusal)
    context = {"card": chosen[0], "refusal": refusal, "reason": source.get("reason", "")}
    status = refusal.status if refusal else 200
    return render(request, "account/emergency.html", context, status=status)


def _do(request, action, done):
    try:
        answered = action()
    except actions.ConfirmationRefused as refused:
        note_refusal(request, refused)
        return _page(request, refused)
    names = "、".join(dict.fromkeys(str(verdict.change) for verdict in answered))
    messages.success(request, f"{done}：{names}。")
    return redirect("account_changes")


def _page(request, refusal=None):
    user = request.user
    told = notices.unread(user)
    notices.mark_read(user)
    past = visible_to(user).exclude(verdict=None).select_related("verdict__emergency")
    page = Paginator(past, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cards": cards(user),
        "told": told,
        "refusal": refusal,
        "subject": request.POST.get("subject", ""),
        "reason": request.POST.get("reason", ""),
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(
            page.number, on_each_side=2, on_ends=1
        ),
        "emergencies": Emergency.objects.all()[:PAGE_SIZE] if rights.reads_audit(user) else [],
        "may_go_alone": rights.administers(user),
    }
    status = refusal.status if refusal else 200
    return render(request, "account/changes.html", context, status=status)


def _sent(request):
    """Subject, last change seen and reason, as a form carries them."""
    key = request.POST.get("seen", "")
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        raise Http404
    reason = request.POST.get("reason", "").replace("\0", "")[:LONGEST_REASON]
    return request.POST.get("subject", "").replace("\0", ""), int(key), reason
