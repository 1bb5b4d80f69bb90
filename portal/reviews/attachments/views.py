"""Attachments: sent up, taken out, and given out to be kept, never to be shown in the browser."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.audit import log

from ..models import Adjustment, Attachment
from ..pages import show, visible_adjustment
from ..refusals import Refusal
from . import actions as attachments


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attach(request, pk):
    """The files that go with an adjustment, and the form to attach one."""
    adjustment = visible_adjustment(request.user, pk)
    if request.method != "POST":
        return _page(request, adjustment)
    try:
        attachments.add(request.user, adjustment, request.FILES.get("file"))
    except Refusal as refusal:
        return _page(request, adjustment, refusal)
    return _back(adjustment)


@require_POST
@login_required
def detach(request, pk):
    """Take a file out of a draft."""
    attachment = _attachment(request, pk)
    try:
        attachments.remove(request.user, attachment)
    except Refusal as refusal:
        return _page(request, attachment.adjustment, refusal)
    return _back(attachment.adjustment)


@require_GET
@login_required
def attachment(request, pk):
    """Give out a file: under its name, as a download, with nothing for a browser to run."""
    found = _attachment(request, pk)
    try:
        handle = attachments.open_file(found)
    except Refusal as refusal:
        return _page(request, found.adjustment, refusal)
    text = f"下载附件《{found}》（SHA-256 {found.sha256}）"
    log.note(log.Kind.DOWNLOAD, found.adjustment, text, user=request.user)
    response = FileResponse(
        handle, as_attachment=True, filename=found.name, content_type=found.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _attachment(request, pk):
    visible = Adjustment.objects.visible_to(request.user)
    known = Attachment.objects.filter(adjustment__in=visible)
    return get_object_or_404(known.select_related("adjustment__department"), pk=pk)


def _back(adjustment):
    return redirect(f"{reverse('reviews:dossier', args=[adjustment.pk])}#attachments")


def _page(request, adjustment, refusal=None):
    context = {
        "adjustment": adjustment,
        "attachments": attachments.attached(adjustment),
        "may_attach": attachments.may_attach(request.user, adjustment),
        "refusal": refusal,
    }
    return show(request, "attachments", context)
