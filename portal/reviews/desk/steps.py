"""The page of one step: what will happen, what is to be written, and the step itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ..comments import actions as comments
from ..drafts.amendment import amendment_of
from ..models import Step
from ..pages import show, visible_adjustment
from ..refusals import Refusal
from ..workflow import actions, splitting
from . import checks
from .facts import Facts
from .forms import ApproveForm, ForwardForm, SplitForm, StepForm
from .offers import OFFERED, Offers
from .outlook import outlook
from .seen import Meanwhile, Seen

ACTIONS = {
    Step.APPROVE: actions.approve,
    Step.RETURN: actions.return_,
    Step.REJECT: actions.reject,
    Step.FORWARD: actions.forward,
    Step.OVERRIDE: actions.override,
    Step.SPLIT: actions.split_off,
    Step.SUBMIT: actions.submit,
    Step.RECALL: actions.recall,
    Step.WITHDRAW: actions.withdraw,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step(request, pk, name):
    if name not in OFFERED:
        raise Http404
    step, adjustment = Step(name), visible_adjustment(request.user, pk)
    form = _form(step, adjustment, request)
    refusal = Offers(request.user, adjustment).refusal(step)
    if refusal is None and form.is_bound and form.is_valid():
        try:
            outcome = _take(request.user, step, adjustment, form)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"{adjustment}：已{step.label}。")
            return redirect("reviews:dossier", (outcome or adjustment).pk)
    return _page(request, step, pk, form, refusal)


def _form(step, adjustment, request):
    data = request.POST if request.method == "POST" else None
    if step == Step.APPROVE:
        return ApproveForm(step, adjustment, data, request.FILES or None)
    if step == Step.FORWARD:
        return ForwardForm(step, adjustment, data)
    if step == Step.SPLIT:
        return SplitForm(step, adjustment, data, changed=_changed(adjustment))
    return StepForm(step, adjustment, data)


def _changed(adjustment):
    """The changed entries of an adjustment in the order of the list (pairs of section and entry)."""
    if adjustment.base is None:
        return []
    codes = splitting.changed_entries(adjustment)
    return [
        (group.key, entry)
        for group in amendment_of(adjustment).groups
        for entry in group.entries
        if (group.key, entry.code) in codes
    ]


@transaction.atomic
def _take(user, step, adjustment, form):
    """Take a step as the form has it (returns the new Adjustment of a split, else None)."""
    seen = form.cleaned_data["seen"]
    comments.check_heard(adjustment, seen.comment)
    outcome = ACTIONS[step](user, adjustment, seen.version, **form.given())
    return outcome if step == Step.SPLIT else None


def _page(request, step, pk, form, refusal):
    """The page as it is now: what the user had seen may be past."""
    adjustment = visible_adjustment(request.user, pk)
    now = Seen.now(adjustment)
    meanwhile = Meanwhile.since(_seen(request, form), adjustment)
    form.show(now)
    status = 400 if form.errors else 200
    offers = Offers(request.user, adjustment)
    is_possible = offers.refusal(step) is None
    context = {
        "adjustment": adjustment,
        "step": step,
        "form": form,
        "refusal": refusal,
        "meanwhile": meanwhile,
        "is_possible": is_possible,
        "outlook": outlook(step, adjustment) if is_possible else [],
        "checks": _checks(request.user, adjustment) if is_possible and step == Step.SUBMIT else [],
    }
    return show(request, "step", context, status)


def _checks(user, adjustment):
    """What the checks say to whoever is about to submit (list of Check)."""
    return checks.run(Facts(adjustment, user))


def _seen(request, form):
    """What the user had seen, by the form or the address that led here (Seen or None)."""
    given = form.data.get("seen", "") if form.is_bound else request.GET.get("seen", "")
    return Seen.read(given)
