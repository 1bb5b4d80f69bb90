"""A clash: the draft's text and that of the edition published meanwhile, for a choice."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404

from departments.comparison import compare

from ...drafts.origins import origin_of
from ...drafts.rebase import PROSE
from ...drafts.sections import section_called
from ...models import Clash
from ...refusals import Conflict, Incomplete
from ...workflow import actions
from ..writing.conflict import clash_side_by_side
from ..writing.order import codes_of
from .pages import address, editable_adjustment, refusing, show, version_seen


@refusing
def clash(request, pk, clash):
    """Both texts side by side; a choice between them."""
    adjustment = editable_adjustment(request, pk)
    clash = get_object_or_404(adjustment.clashes, pk=clash)
    if clash.choice:
        raise Conflict(f"这一条目已经作了取舍：{clash.get_choice_display()}。")
    if request.method == "POST":
        return _decide(request, adjustment, clash)
    context = {"clash": clash, "choices": Clash.Choice, "origin": origin_of(adjustment)}
    context |= _both(adjustment, clash)
    return show(request, "clash", adjustment, f"取舍：{clash}", context)


def _decide(request, adjustment, clash):
    choice = request.POST.get("choice", "")
    if choice not in Clash.Choice.values:
        raise Incomplete("请选定用哪一边的文字。")
    actions.decide_clash(request.user, adjustment, version_seen(request), clash, choice)
    messages.success(request, f"已选定：{Clash.Choice(choice).label}。")
    return HttpResponseRedirect(address("change", adjustment.pk))


def _both(adjustment, clash):
    base, draft = adjustment.base, adjustment.draft
    if clash.is_order:
        model = section_called(clash.section)
        sides = {base.label: base, "本草稿": draft}
        return {"orders": [(label, codes_of(model, one)) for label, one in sides.items()]}
    if clash.section != PROSE:
        model = section_called(clash.section)
        return clash_side_by_side(clash, model, base, draft)
    comparison = compare(base, draft)
    names, differing = comparison.changed_names, comparison.changed_beside
    return {"comparison": comparison, "names": names, "differing": differing}
