"""A section of a draft: the order of its entries; entries taken out and brought back."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.views.decorators.http import require_POST

from ...refusals import Conflict
from .. import entries, order, presence
from ..sections import find, section_called
from ..wording import seen_of
from .pages import absent, address, editable_adjustment, refusing, show


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
        return _order_page(request, adjustment, model, str(refusal), refusal.status)
    messages.success(request, "次序已保存。" if written else "次序没有变动。")
    return HttpResponseRedirect(address("section", adjustment.pk, section))


def _order_page(request, adjustment, model, sentence="", status=200):
    lines = list(model.objects.filter(edition=adjustment.draft).order_by("position"))
    context = {
        "lines": lines,
        "section_key": model.section_key,
        "seen": order.seen_order([line.code for line in lines]),
        "sentence": sentence,
    }
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
    presence.forget(request.user, adjustment, section, code)
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
        "in_base": adjustment.base and find(adjustment.base, model, code) is not None,
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
