"""The prose of a draft on its form."""

from django.contrib import messages
from django.http import HttpResponseRedirect

from ...held import presence
from ...held.addresses import form_at
from ...refusals import Refusal
from ..writing.entries import Overtaken
from ..writing.prose import ProseForm, said_by, save_prose
from .pages import address, check_editable, own_adjustment, refusing, show


@refusing
def prose(request, pk):
    """Title, headings and annexes of a draft."""
    adjustment = own_adjustment(request, pk)
    if request.method == "POST":
        return _received(request, adjustment)
    check_editable(adjustment)
    return _form_page(request, adjustment, ProseForm(adjustment.draft), {})


def _received(request, adjustment):
    form = ProseForm(adjustment.draft, request.POST)
    if "theirs" in request.POST:
        return HttpResponseRedirect(address("prose", adjustment.pk))
    if any(f"{rows.prefix}-do" in request.POST for rows in form.lists) or "look" in request.POST:
        form.rearrange(request.POST)
        return _form_page(request, adjustment, form, {"rearranged": True})
    try:
        check_editable(adjustment)
        if not form.is_valid():
            return _form_page(request, adjustment, form, {"faulty": True}, 400)
        if form.has_changed():
            save_prose(request.user, adjustment, form.seen, form.said())
    except Overtaken as refusal:
        form = ProseForm(adjustment.draft, request.POST)
        form.follow(request.POST)
        context = {"sentence": str(refusal), "stored": said_by(adjustment.draft)}
        return _form_page(request, adjustment, form, context, refusal.status)
    except Refusal as refusal:
        return _form_page(request, adjustment, form, {"sentence": str(refusal)}, refusal.status)
    messages.success(request, "标题、附录和附注已保存。")
    return HttpResponseRedirect(address("change", adjustment.pk))


def _form_page(request, adjustment, form, context, status=200):
    names = presence.colleagues(request.user, form_at(request.path))
    context = {"form": form, "colleagues": names} | context
    return show(request, "prose", adjustment, "标题、附录和附注", context, status)
