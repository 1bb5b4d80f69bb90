"""The queue: what waits for the user, then all adjustments that the user may see."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.pages.facets import State, chips, facets

from ..deadlines import Calendar
from ..models import Adjustment
from .filters import QueueFilterSet, listed
from .tasks import tasks

PAGE_SIZE = 25


@require_safe
@login_required
def queue(request):
    calendar = Calendar()
    visible = (
        listed(Adjustment.objects.visible_to(request.user))
        .select_related("department", "opened_by", "act", "draft__cancellation")
        .prefetch_related("draft__errata")
    )
    filterset = QueueFilterSet(request.GET, visible, request.user, calendar)
    state = State(request.GET, filterset.filters)
    page = Paginator(filterset.entries(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "tasks": tasks(request.user, calendar),
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(
            page.number, on_each_side=2, on_ends=1
        ),
        "rows": [(one, calendar.deadline(one.due_on)) for one in page],
        "errors": filterset.error_sentences(),
        "text": request.GET.get("q", ""),
        "other_filters": state.pairs(without="q"),
        "facets": facets(filterset, state),
        "chips": chips(filterset, state, None),
    }
    status = 200 if filterset.is_valid() else 400
    return render(request, "reviews/queue.html", context, status=status)
