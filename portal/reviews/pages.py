"""What the pages of the desk have in common: the frame, and whose adjustments are seen."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from portal.accounts.audit.refusals import note_refusal

from .models import Act, Adjustment


def visible_adjustment(user, pk):
    """The adjustment of a key with its editions. Raises Http404 if the user may not see it."""
    found = (
        Adjustment.objects.visible_to(user)
        .select_related("department__district", "draft", "base", "act", "opened_by", "split_from")
        .select_related("draft__origin__edition", "draft__source", "draft__cancellation")
    )
    return get_object_or_404(found, pk=pk)


def visible_act(user, pk):
    """An act by which something was published that the user may see. Raises Http404."""
    act = Act.objects.select_related("published_by").filter(pk=pk).first()
    if act is None or not act.adjustments.visible_to(user).exists():
        raise Http404
    return act


def show(request, template, context, status=200):
    """A page of the desk. A ``refusal`` in its context gives it the status, and is audited."""
    refusal = context.get("refusal")
    note_refusal(request, refusal)
    status = refusal.status if refusal else status
    return render(request, f"reviews/{template}.html", context, status=status)
