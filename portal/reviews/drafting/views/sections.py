"""A section of a draft: the order of its entries; entries taken out, brought back, and their past."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_POST

from ...drafts.sections import find, section_called
from ...refusals import Conflict
from ..wording import seen_of
from ..writing import entries, history, order
from ..writing.conflict import draft_against_base
from .pages import absent, address, editable_adjustment, own_adjustment, refusing, show


@refusing
def section(request, pk, section):
    """The entries of a section, to be put in another order."""
    adjustment = editable_adjustment(request, pk)
    model = section_called(section)
    if request.method != "POST":
        return _order_page(request, adjustment, model)
    codes = request.POST.getlist("code")
    for step, name in ((-1, "up"), (1, "down")):
        if name in request.POST:
            codes = order.moved(codes, request.POST[name], step)
    try:
        seen = request.POST.get("seen", "")
        written = order.reorder(request.user, adjustment, model, codes, seen)
    except Conflict as refusal:
        return _order_page(request, adjustment, model, codes, refusal)
    messages.success(request, "次序已保存。" if written else "次序没有变动。")
    return HttpResponseRedirect(address("section", adjustment.pk, section))


def _order_page(request, adjustment, model, typed=(), refusal=None):
    """The entries in their order, or in the one that was asked for as far as they are still there."""
    stored = {one.code: one for one in order.entries_of(model, adjustment.draft)}
    context = {
        "lines": [stored[code] for code in order.merged(list(stored), typed)],
        "section_key": model.section_key,
        "seen": order.seen_order(list(stored)),
        "sentence": str(refusal or ""),
    }
    status = refusal.status if refusal else 200
    title = f"调整次序：{model.section_title}"
    return show(request, "section", adjustment, title, context, status)


@refusing
def entry_remove(request, pk, section, code):
    """Ask once more, then take an entry out."""
    adjustment = editable_adjustment(request, pk)
    model = section_called(section)
    if request.method != "POST":
        return _remove_page(request, adjustment, model, code)
    try:
        seen = request.POST.get("seen", "")
        entries.remove_entry(request.user, adjustment, model, code, seen)
    except entries.Overtaken as refusal:
        return _remove_page(request, adjustment, model, code, refusal)
    messages.success(request, f"已移除 {code}。")
    return HttpResponseRedirect(f"{address('change', pk)}#{section}")


def _remove_page(request, adjustment, model, code, refusal=None):
    entry = find(adjustment.draft, model, code)
    if entry is None:
        raise refusal or absent(adjustment, model, code)
    context = {
        "entry": entry,
        "section_key": model.section_key,
        "seen": seen_of(entry),
        "sentence": str(refusal or ""),
    }
    status = refusal.status if refusal else 200
    return show(request, "remove", adjustment, f"移除 {code}", context, status)


@refusing
@require_POST
def restore(request, pk, section, code):
    """Bring back an entry that was taken out."""
    adjustment = editable_adjustment(request, pk)
    entries.restore_entry(request.user, adjustment, section_called(section), code)
    messages.success(request, f"已恢复 {code}。")
    return HttpResponseRedirect(f"{address('change', pk)}#{code}")


@refusing
def entry_reset(request, pk, section, code):
    """Ask once more, then have an entry say again what it says in the base."""
    adjustment = editable_adjustment(request, pk)
    model = section_called(section)
    if request.method != "POST":
        return _reset_page(request, adjustment, model, code)
    try:
        seen = request.POST.get("seen", "")
        entries.reset_entry(request.user, adjustment, model, code, seen)
    except entries.Overtaken as refusal:
        return _reset_page(request, adjustment, model, code, refusal)
    messages.success(request, f"{code} 已恢复为原文。")
    return HttpResponseRedirect(f"{address('change', pk)}#{code}")


def _reset_page(request, adjustment, model, code, refusal=None):
    entry = find(adjustment.draft, model, code)
    base = adjustment.base and find(adjustment.base, model, code)
    if entry is None or not base:
        raise refusal or Http404("这一条目没有原文。")
    context = {
        "code": code,
        "section_key": model.section_key,
        "seen": seen_of(entry),
        "sentence": str(refusal or ""),
    } | draft_against_base(model, base, entry)
    status = refusal.status if refusal else 200
    return show(request, "reset", adjustment, f"恢复原文：{code}", context, status)


@refusing
def entry_history(request, pk, section, code):
    """Who saved an entry of a draft when, and what each changed."""
    adjustment = own_adjustment(request, pk)
    model = section_called(section)
    saves = history.saves_of(adjustment, model, code)
    entry = find(adjustment.draft, model, code)
    if not (saves or entry):
        raise Http404("这份草稿没有这一条目。")
    context = {
        "saves": saves,
        "comparison": history.SIDES,
        "code": code,
        "section_key": model.section_key,
        "is_there": entry is not None,
    }
    return show(request, "history", adjustment, f"历次保存：{code}", context)
