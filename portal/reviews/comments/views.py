"""Remarks: the page of one place, and what is sent from there or from the dossier."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from departments.reading.refusals import NotPublic

from ..models import Adjustment, Comment
from ..pages import show, visible_adjustment
from ..refusals import Refusal
from . import actions as comments
from . import threads
from .places import Place, compared_entry


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def comment(request, pk):
    """What was said of a place (``section`` and ``code``), and the form to say more."""
    adjustment = visible_adjustment(request.user, pk)
    sent = request.POST if request.method == "POST" else request.GET
    place = Place(*(sent.get(name, "") for name in ("section", "code", "field")))
    if request.method != "POST":
        return _page(request, adjustment, place)
    text = sent.get("text", "")
    try:
        made = comments.add(request.user, adjustment, text, place.section, place.code, place.field)
    except Refusal as refusal:
        return _page(request, adjustment, place, refusal, {"typed": text})
    return _back(made)


@require_POST
@login_required
def answer(request, pk):
    """Answer a remark."""
    begun = _begun(request, pk)
    text = request.POST.get("text", "")
    try:
        return _back(comments.answer(request.user, begun, text))
    except Refusal as refusal:
        # To what was resolved meanwhile goes no answer: the text may become a remark of its own.
        is_open = Comment.objects.filter(pk=begun.pk, resolved_at=None).exists()
        typed = {"typed": text, "answering": begun.pk if is_open else None}
        return _page_of(request, begun, refusal, typed)


@require_POST
@login_required
def resolve(request, pk):
    """Close the conversation that a remark began."""
    begun = _begun(request, pk)
    try:
        return _back(comments.resolve(request.user, begun))
    except Refusal as refusal:
        return _page_of(request, begun, refusal)


def _begun(request, pk):
    visible = Adjustment.objects.visible_to(request.user)
    begun = Comment.objects.filter(answers=None, adjustment__in=visible)
    related = ("adjustment__department", "adjustment__draft", "adjustment__base")
    return get_object_or_404(begun.select_related(*related), pk=pk)


def _back(made):
    dossier = reverse("reviews:dossier", args=[made.adjustment_id])
    return redirect(f"{dossier}#comment-{made.pk}")


def _page_of(request, begun, refusal, typed=None):
    place = Place(begun.section, begun.code, begun.field)
    return _page(request, begun.adjustment, place, refusal, typed)


def _page(request, adjustment, place, refusal=None, typed=None):
    """The page of a place; with a refusal its sentence and status, and what was typed (dict)."""
    talk = threads.talk_of(adjustment, request.user).at(place.section, place.code)
    if not (refusal or talk.threads or place.is_in(adjustment)):
        raise NotPublic("这份调整申请中没有这个条目。")
    context = {
        "adjustment": adjustment,
        "place": talk,
        "chosen_field": place.field,
        "entry": compared_entry(adjustment, place),
        "comparison": {"old": adjustment.base, "new": adjustment.draft},
        "refusal": refusal,
    }
    context |= typed or {}
    return show(request, "comment", context)
