"""What the application says, and the draft handed in with it."""

from django.contrib import messages
from django.http import HttpResponseRedirect

from ...held import presence
from ...held.addresses import form_at
from ...refusals import Conflict, Refusal
from ...workflow import actions
from ..forms import statutes
from ..forms.application import ApplicationForm, said_by, seen_application
from .pages import address, check_editable, own_adjustment, refusing, show

#: What is said when another wrote to the application meanwhile.
OVERTAKEN = "您打开页面之后，同事改了这份申请，您的还没有保存。请对照两边的文字再作决定。"


@refusing
def application(request, pk):
    """The form of an application. Of two who write at once the second sees both texts."""
    adjustment = own_adjustment(request, pk)
    if request.method == "POST":
        return _received(request, adjustment)
    check_editable(adjustment)
    form = ApplicationForm(instance=adjustment)
    return _form_page(request, adjustment, form, seen_application(adjustment), {})


def _received(request, adjustment):
    form = ApplicationForm(request.POST, instance=adjustment)
    was, seen = request.POST.get("seen", ""), seen_application(adjustment)
    if "theirs" in request.POST:
        return HttpResponseRedirect(address("application", adjustment.pk))
    if "cite" in request.POST:
        typed = request.POST.dict()
        typed["basis"] = statutes.added_to(typed.get("basis", ""), typed.get("cited", ""))
        form = ApplicationForm(instance=adjustment, initial=typed)
        return _form_page(request, adjustment, form, was, {"rearranged": True})
    try:
        check_editable(adjustment)
        if not form.is_valid():
            return _form_page(request, adjustment, form, was, {"faulty": True}, 400)
        if was != seen:
            context = {"sentence": OVERTAKEN, "stored": _labelled(adjustment)}
            return _form_page(request, adjustment, form, seen, context, Conflict.status)
        actions.describe(request.user, adjustment, adjustment.version, **form.cleaned_data)
    except Refusal as refusal:
        context = {"sentence": str(refusal)}
        return _form_page(request, adjustment, form, was, context, refusal.status)
    messages.success(request, "申请已保存。")
    return HttpResponseRedirect(address("change", adjustment.pk))


def _form_page(request, adjustment, form, seen, context, status=200):
    names = presence.colleagues(request.user, form_at(request.path))
    cited = statutes.cited_in(adjustment.department.district)
    context = {"form": form, "seen": seen, "colleagues": names, "statutes": cited} | context
    return show(request, "application", adjustment, "填写申请", context, status)


def _labelled(adjustment):
    """What the application says by now, as pairs of label and text for the page (list)."""
    shown = said_by(adjustment) | {
        "kind": adjustment.get_kind_display(),
        "cause": adjustment.get_cause_display(),
    }
    return [(adjustment._meta.get_field(name).verbose_name, text) for name, text in shown.items()]
