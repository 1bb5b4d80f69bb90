"""The page on which a publisher cancels what an act scheduled, or puts it off."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from departments.models import Edition
from portal.accounts import rights
from portal.accounts.confirmations import standing

from ..desk.forms import ChosenField, WrittenField
from ..models import Act, Adjustment
from ..pages import show, visible_act
from ..refusals import Conflict, Refusal
from ..texts import LONGEST
from ..workflow import actions

CANCEL, POSTPONE = "cancel", "postpone"


class CancellationForm(forms.Form):
    """Which adjustments, each as it was seen; what becomes of them, why and by which document."""

    adjustments = ChosenField(error_messages={"required": "请选定要取消施行的版本。"})
    what = forms.ChoiceField(
        label="怎样处理",
        choices=[(CANCEL, "取消，不再施行"), (POSTPONE, "改日施行，文字不变")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选定取消还是改日。",
            "invalid_choice": "请选定取消还是改日。",
        },
    )
    effective_from = forms.DateField(
        label="改为哪一天起施行",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "施行日期不能识别，请写成 2026-11-23 的样子。"},
    )
    decision_number = forms.CharField(
        label="决定取消或者改日的文号",
        max_length=Act._meta.get_field("decision_number").max_length,
        error_messages={"required": "请填写决定取消或者改日施行的文号。"},
    )
    reason = WrittenField(
        label="理由",
        error_messages={"required": "请写明理由。"},
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)

    def clean(self):
        given = super().clean()
        wanted = given.get("what") == POSTPONE and "effective_from" not in self.errors
        if wanted and not given.get("effective_from"):
            self.add_error("effective_from", "请填写改为哪一天起施行。")
        return given


@dataclass(frozen=True)
class Scheduled:
    """What may be cancelled: ``obstacle`` says why it may not, ``upon`` which drafts rest on it."""

    adjustment: Adjustment
    obstacle: str
    upon: list[Adjustment]
    is_chosen: bool

    @property
    def value(self):
        """The adjustment as it was seen, as a form carries it: see ``forms.ChosenField``."""
        return f"{self.adjustment.pk}-{self.adjustment.version}"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request, pk):
    act = visible_act(request.user, pk)
    if not rights.publishes(request.user):
        raise PermissionDenied
    form = CancellationForm(request.POST if request.method == "POST" else None)
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            made = _take(request.user, act, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "已改日施行。" if made else "已取消施行。")
            return redirect("reviews:act", (made or act).pk)
    return _page(request, act, form, refusal)


def _take(user, act, adjustments, what, effective_from, decision_number, reason):
    """Cancel what was chosen (returns None), or put it off (returns the new Act)."""
    found = act.adjustments.visible_to(user).in_bulk(adjustments)
    if len(found) < len(adjustments):
        raise Conflict("选定的版本里有的已经找不到，请重新选定。")
    pairs = [(found[key], seen) for key, seen in adjustments.items()]
    if what == CANCEL:
        return actions.cancel(user, pairs, reason, decision_number)
    return actions.postpone(user, pairs, effective_from, reason, decision_number)


def _page(request, act, form, refusal):
    listed = scheduled(request.user, act, _chosen(request, form))
    if not any(not one.obstacle for one in listed):
        refusal = refusal or Conflict("这次公布的清单现在没有您可以取消施行的。")
    context = {
        "act": act,
        "form": form,
        "refusal": refusal,
        "scheduled": listed,
        "is_possible": any(not one.obstacle for one in listed),
        "today": timezone.localdate(),
    }
    return show(request, "cancel", context, 400 if form.errors else 200)


def _chosen(request, form):
    """Keys of what is chosen: by the form, by the address that led here, or all (None)."""
    if form.is_bound:
        return set(getattr(form, "cleaned_data", {}).get("adjustments", {}))
    return {int(key) for key in request.GET.getlist("adjustment") if key.isdecimal()} or None


def scheduled(user, act, chosen=None):
    """What an act published, each with what stands in the way (list of Scheduled; four queries)."""
    adjustments = act.adjustments.visible_to(user).select_related(
        "department", "base", "draft__cancellation"
    )
    own = set(act.adjustments.with_hand_of(user).values_list("pk", flat=True))
    waits = standing.of_publisher(user)
    above = _above(act)
    upon = {}
    for one in Adjustment.objects.open().filter(base__adjustment__act=act).order_by("pk"):
        upon.setdefault(one.base_id, []).append(one)
    return [
        Scheduled(
            one,
            waits or _obstacle(one, own, above.get(one.department_id)),
            upon.get(one.draft_id, []),
            chosen is None or one.pk in chosen,
        )
        for one in adjustments.order_by("department__order", "draft__number", "pk")
    ]


def _above(act):
    """The last standing edition of each department that another act put above this one's (dict)."""
    others = Edition.objects.uncancelled().exclude(adjustment__act=act)
    listed = others.filter(department__adjustments__act=act).order_by("number").distinct()
    return {one.department_id: one for one in listed}


def _obstacle(adjustment, own, above):
    if adjustment.is_cancelled:
        return "已经取消施行。"
    if adjustment.act.effective_from <= timezone.localdate():
        return "已经施行，不能再取消；要改变它，请另行拟订。"
    if above and above.number > adjustment.draft.number:
        return f"{above.label}接在它的后面公布，请先取消{above.label}。"
    return "您参与拟订了这份申请，不能由您取消。" if adjustment.pk in own else ""
