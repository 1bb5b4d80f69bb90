"""Publication: one act that puts one or several adjustments in force, and the page of an act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import rights

from ..desk.forms import PublicationForm
from ..models import Act, Adjustment
from ..pages import show, visible_act
from ..refusals import Conflict, Refusal
from ..workflow import actions, errata
from .candidates import candidates
from .trial import try_publication

#: How many acts the page of publications lists.
RECENT = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request):
    """Choose approved adjustments, a day and a number; see what will happen; put them in force.

    All or none. Only what was shown first is done: the form comes back with ``confirmed``.
    """
    if not rights.publishes(request.user):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = PublicationForm(data, initial={"effective_from": timezone.localdate()})
    refusal = None
    if form.is_bound and "back" not in data and form.is_valid():
        try:
            return _go_on(request, form, "confirmed" in data)
        except Refusal as refused:
            refusal = refused
    return _page(request, form, refusal)


def _go_on(request, form, is_confirmed):
    """Publish what was chosen, or show what that will do. Raises Refusal."""
    chosen, number = form.cleaned_data["adjustments"], form.cleaned_data["decision_number"]
    day = form.cleaned_data["effective_from"]
    pairs = _pairs(request.user, chosen)
    if not is_confirmed:
        trial = try_publication(request.user, pairs, day, number)
        return show(request, "publish_trial", {"form": form, "trial": trial, "number": number})
    made = actions.publish(request.user, pairs, day, number)
    messages.success(request, f"已按“{made}”公布。")
    return redirect("reviews:act", made.pk)


def _pairs(user, chosen):
    """What was chosen (dict of key to version seen), as pairs of Adjustment and version."""
    found = Adjustment.objects.visible_to(user).in_bulk(chosen)
    if len(found) < len(chosen):
        raise Conflict("选定的申请里有的已经找不到，请重新选定。")
    return [(found[key], seen) for key, seen in chosen.items()]


def _page(request, form, refusal):
    status = 400 if form.errors else 200
    context = {
        "form": form,
        "refusal": refusal,
        "candidates": candidates(request.user, _chosen(request, form)),
        "acts": _recent_acts(),
        "today": timezone.localdate(),
    }
    return show(request, "publish", context, status)


def _recent_acts():
    """The last acts, each with the notes on it (list of Act with ``errata``)."""
    published = Adjustment.objects.select_related("department", "draft__cancellation")
    acts = list(
        Act.objects.select_related("published_by").prefetch_related(
            Prefetch("adjustments", published)
        )[:RECENT]
    )
    notes = errata.of_acts(acts)
    for act in acts:
        act.errata = notes[act.pk]
    return acts


def _chosen(request, form):
    """What is chosen on the page: by the form, or by the address that led here (dict)."""
    if form.is_bound:
        return getattr(form, "cleaned_data", {}).get("adjustments", {})
    keys = request.GET.getlist("adjustment")
    return {int(key): None for key in keys if key.isascii() and key.isdigit() and len(key) < 19}


@require_safe
@login_required
def act(request, pk):
    """What an act published, with the ways to the public pages and to the papers."""
    found = visible_act(request.user, pk)
    adjustments = found.adjustments.select_related(
        "department", "base", "draft__cancellation", "act"
    ).order_by("department__order", "draft__number", "pk")
    is_scheduled = found.effective_from > timezone.localdate()
    standing = [one for one in adjustments if not one.is_cancelled]
    context = {
        "act": found,
        "adjustments": adjustments,
        "readable": adjustments.visible_to(request.user),
        "errata": errata.of_act(found),
        "is_scheduled": is_scheduled,
        "is_cancelled": not standing,
        "may_publish": rights.publishes(request.user),
        "is_cancellable": is_scheduled and bool(standing),
    }
    return render(request, "reviews/act.html", context)
