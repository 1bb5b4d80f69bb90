from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from portal.accounts import rights

from ..readers import UnreadableDocument
from ..report import columns, counts
from .drafts import draft_from_upload
from .forms import UploadForm


def upload(request):
    """Choose a department and a document; what was read of it becomes a draft."""
    departments = rights.edited_departments(request.user)
    if not departments.exists():
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, UploadForm(departments))
    form = UploadForm(departments, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    file = form.cleaned_data["file"]
    try:
        outcome = draft_from_upload(form.cleaned_data["department"], file.name, file.read())
    except UnreadableDocument as error:
        form.add_error("file", str(error))
        return _page(request, form, status=400)
    return _page(request, form, outcome)


def _page(request, form, outcome=None, status=200):
    context = {"form": form, "title": "上传 Word 清单", "outcome": outcome}
    if outcome:
        found = counts(outcome.read)
        context["counts"] = [(title, found[key]) for key, title in columns([outcome.read]).items()]
    context = admin.site.each_context(request) | context
    return render(request, "admin/exchange/upload.html", context, status=status)
