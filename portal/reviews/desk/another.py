"""以此另拟: another application with the text of one that was withdrawn or rejected."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ..pages import show, visible_adjustment
from ..refusals import Refusal, refusal_of
from ..workflow import actions, conditions


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def another(request, pk):
    """What will happen, and the button that does it."""
    adjustment = visible_adjustment(request.user, pk)
    refusal = None
    if request.method == "POST":
        try:
            begun = actions.begin_another(request.user, adjustment)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已用第 {pk} 号的文字另拟，可以接着修改。")
            return redirect("admin:reviews_adjustment_change", begun.pk)
    context = {
        "adjustment": adjustment,
        "refusal": refusal,
        "is_possible": may_begin_another(request.user, adjustment),
        "latest": conditions.latest_edition(adjustment.department),
    }
    return show(request, "another", context)


def may_begin_another(user, adjustment):
    """Whether a user may begin another application with the text of this one now."""
    return refusal_of(conditions.check_beginning_another, user, adjustment) is None
