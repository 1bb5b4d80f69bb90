"""The page on which a publisher puts right a slip beside the text of what was published."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from departments.models import Erratum
from portal.accounts import rights

from ..desk.forms import WrittenField
from ..pages import show, visible_act
from ..refusals import Refusal
from ..texts import LONGEST
from ..workflow import errata


class ErratumForm(forms.Form):
    """What is put right: where it stands, what is written there, and what is right."""

    subject = forms.ChoiceField(
        label="更正什么",
        choices=Erratum.Subject.choices,
        initial=Erratum.Subject.NUMBER,
        widget=forms.RadioSelect,
        error_messages={"required": "请选定更正什么。", "invalid_choice": "请选定更正什么。"},
    )
    wrong = WrittenField(
        label="原来写作",
        error_messages={"required": "请写明原来写作什么。"},
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST}),
    )
    right = WrittenField(
        label="应为",
        error_messages={"required": "请写明应为什么。"},
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def erratum(request, pk):
    """Write a note beside all that an act published."""
    act = visible_act(request.user, pk)
    if not rights.publishes(request.user):
        raise PermissionDenied
    form = ErratumForm(
        request.POST if request.method == "POST" else None, initial={"wrong": act.decision_number}
    )
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            errata.note_erratum(request.user, act, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "已记下更正。")
            return redirect("reviews:act", act.pk)
    context = {"act": act, "form": form, "refusal": refusal, "errata": errata.of_act(act)}
    return show(request, "erratum", context, 400 if form.errors else 200)
