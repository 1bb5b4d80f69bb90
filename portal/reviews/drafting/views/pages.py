"""What the pages of the workbench have in common: whose draft it is, the frame, refusals."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from portal.accounts import rights
from portal.accounts.audit.refusals import note_refusal

from ...drafts.sections import find
from ...models import Adjustment
from ...naming import named
from ...refusals import Conflict, Refusal
from ...texts import numbered

#: Under which names a page is told why something was refused.
_REFUSALS = ("refusal", "refused", "sentence")


def own_adjustment(request, pk):
    """The adjustment of an address, if the user drafts for its department.

    Raises Http404 for one that they may not see, PermissionDenied for one that is not theirs.
    """
    visible = Adjustment.objects.visible_to(request.user)
    whole = visible.select_related("department__district", "base", "draft__origin__edition")
    whole = whole.select_related("draft__source")
    adjustment = get_object_or_404(whole, pk=pk)
    if not rights.edits(request.user, adjustment.department):
        raise PermissionDenied
    # The same objects wherever templates go on from one to the other.
    adjustment.draft.department = adjustment.department
    return adjustment


def editable_adjustment(request, pk):
    """As ``own_adjustment``; raises Conflict besides when the draft may not be edited now."""
    adjustment = own_adjustment(request, pk)
    check_editable(adjustment)
    return adjustment


def check_editable(adjustment):
    """Raise Conflict if a draft may not be edited now."""
    if not adjustment.is_editable:
        state = adjustment.get_state_display()
        raise Conflict(f"这份调整申请的状态是“{state}”，现在不能改动草稿。")


def absent(adjustment, model, code):
    """What to raise where a draft has no such entry: a Conflict if it was taken out, else Http404."""
    if adjustment.base and find(adjustment.base, model, code):
        return Conflict(f"条目 {code} 已从这份草稿中移除。要改动它，请先在草稿页上恢复。")
    return Http404("这份草稿没有这一条目。")


def version_seen(request):
    """The version of the adjustment that the user had before them; -1, which none has, for no number."""
    return numbered(request.POST.get("seen", ""))


def show(request, template, adjustment, title, context, status=200):
    """A page of the workbench about an adjustment. What was refused, and why, is audited."""
    note_refusal(request, next(filter(None, map(context.get, _REFUSALS)), None))
    frame = admin.site.each_context(request)
    called = named(adjustment) if adjustment else ""
    context = frame | {"adjustment": adjustment, "called": called, "title": title} | context
    return render(request, f"admin/reviews/adjustment/{template}.html", context, status=status)


def address(name, *parts):
    """The address of a page of the workbench."""
    return reverse(f"admin:reviews_adjustment_{name}", args=parts)


def refusing(view):
    """A view whose refusals become a page that says why, and leads back to the overview."""

    @wraps(view)
    def wrapper(request, pk, **parts):
        try:
            return view(request, pk, **parts)
        except Refusal as refusal:
            adjustment = own_adjustment(request, pk)
            context = {"sentence": str(refusal)}
            return show(request, "refused", adjustment, "没有办成", context, refusal.status)

    return wrapper
