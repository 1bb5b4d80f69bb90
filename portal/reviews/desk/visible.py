"""Adjustments as the pages of the desk find them: what a user may not see is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import Act, Adjustment


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
