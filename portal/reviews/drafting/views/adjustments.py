"""An adjustment opened, and its overview: what it changes, what is lacking, what to do next."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect

from portal.accounts import rights

from ...naming import named
from ...refusals import Refusal
from ...workflow.actions import open_adjustment
from .. import overview
from ..forms.opening import OpeningForm
from .pages import address, own_adjustment, refusing, show


def add(request):
    """Choose a department (where there are several), what is to happen, and from what to start."""
    departments = list(rights.edited_departments(request.user).select_related("district"))
    if not departments:
        raise PermissionDenied
    department = _chosen(departments, request.GET.get("department", ""))
    context = {"departments": departments, "department": department}
    if department is None:
        return show(request, "choose_department", None, "拟订调整", context)
    form = OpeningForm(department, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                opened = open_adjustment(request.user, department, **form.chosen())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                messages.success(request, "草稿已经建立，可以开始改动条目。")
                return HttpResponseRedirect(address("change", opened.pk))
    return show(
        request, "add", None, f"拟订{department}清单的调整", context | {"form": form}, status
    )


def _chosen(departments, slug):
    if len(departments) == 1:
        return departments[0]
    return next((one for one in departments if one.slug == slug), None)


@refusing
def change(request, pk):
    """The overview of a draft."""
    adjustment = own_adjustment(request, pk)
    context = overview.read(adjustment, request.user)
    return show(request, "overview", adjustment, named(adjustment), context)
