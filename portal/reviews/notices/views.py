"""What a user was told: first what is unread."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ..texts import numbered
from .occasions import mark_read

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notices(request):
    """The notices of whoever is signed in; a POST marks one (``notice``) or all of them as read."""
    own = request.user.notices.annotate(is_read=Q(read_at__isnull=False))
    if request.method == "POST":
        _mark_read(own, request.POST.get("notice", ""))
        return redirect("reviews:notices")
    listed = own.select_related("adjustment__department").order_by("is_read", "-pk")
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(
            page.number, on_each_side=2, on_ends=1
        ),
        "unread": own.filter(is_read=False).count(),
    }
    return render(request, "reviews/notices.html", context)


@require_safe
@login_required
def notice(request, pk):
    """Where a notice leads, in the list and in mails: to the dossier, and it counts as read."""
    adjustment = get_object_or_404(request.user.notices, pk=pk).adjustment
    mark_read(request.user, adjustment)
    return redirect("reviews:dossier", adjustment.pk)


def _mark_read(own, chosen):
    if chosen:
        own = own.filter(pk=numbered(chosen))
        if not own.exists():
            raise Http404
    own.filter(is_read=False).update(read_at=timezone.now())
