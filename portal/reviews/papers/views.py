"""The papers of a review, to print and to take away."""

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.accounts.audit import log

from ..models import Act, Adjustment
from .opinion import opinion_paper
from .public_notice import public_notice
from .word import to_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@require_safe
@login_required
def opinion_print(request, pk):
    """The review opinion (审查意见书) on an adjustment, as a page to print."""
    adjustment = _adjustment(request.user, pk)
    context = {"adjustment": adjustment, "paper": opinion_paper(adjustment)}
    return render(request, "reviews/papers/opinion.html", context)


@require_safe
@login_required
def opinion_docx(request, pk):
    adjustment = _adjustment(request.user, pk)
    name = f"审查意见书-{adjustment.department}-{adjustment.pk}"
    return _download(adjustment, opinion_paper(adjustment), name)


@require_safe
@login_required
def notice_print(request, pk):
    """The public notice (公告) of an act, as a page to print."""
    act = _act(request.user, pk)
    return render(request, "reviews/papers/notice.html", {"act": act, "paper": public_notice(act)})


@require_safe
@login_required
def notice_docx(request, pk):
    act = _act(request.user, pk)
    return _download(act, public_notice(act), f"公告-{act.decision_number}")


def _adjustment(user, pk):
    visible = Adjustment.objects.visible_to(user)
    return get_object_or_404(visible.select_related("department", "draft", "base", "act"), pk=pk)


def _act(user, pk):
    """An act of which the user may see at least a part: what it published is for everyone."""
    visible = Act.objects.filter(adjustments__in=Adjustment.objects.visible_to(user))
    return get_object_or_404(visible.distinct(), pk=pk)


def _download(subject, paper, name):
    response = HttpResponse(to_docx(paper), content_type=DOCX)
    name = _NOT_IN_NAMES.sub("_", name)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.docx")
    log.note(log.Kind.DOWNLOAD, subject, paper.title)
    return response
