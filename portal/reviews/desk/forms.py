"""What is written or chosen for a step, and for a publication."""

import re

from django import forms
from django.utils import timezone

from portal.accounts.models import Office

from ..models import Act, Step
from ..models.kinds import EXPLAINED
from ..refusals import Incomplete
from ..texts import LONGEST, written
from ..workflow.on_paper import OnPaper
from .seen import Seen

_CHOSEN = re.compile(r"(\d{1,18})-(\d{1,9})", re.ASCII)
#: What the text is called that goes with a step.
CALLED = {
    Step.APPROVE: "审查意见",
    Step.RETURN: "退回的理由",
    Step.REJECT: "不予通过的理由",
    Step.FORWARD: "转送的理由",
    Step.OVERRIDE: "没有确认也继续的理由",
    Step.SPLIT: "分出的理由",
    Step.RECALL: "撤回修改的原因",
    Step.WITHDRAW: "撤回申请的原因",
}


class WrittenField(forms.CharField):
    """Text as a review keeps it: see ``texts.written``."""

    widget = forms.Textarea

    def clean(self, value):
        try:
            return super().clean(written(value or ""))
        except Incomplete as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class SeenField(forms.CharField):
    """What the user had seen (Seen): this page, and no text that was held since an earlier one."""

    widget = forms.HiddenInput({"data-fresh": ""})
    default_error_messages = {"unread": "页面不完整，请核对后再提交一次。"}

    def clean(self, value):
        seen = Seen.read(value or "")
        if seen is None:
            raise forms.ValidationError(self.error_messages["unread"], code="unread")
        return seen


class StepForm(forms.Form):
    """A step of an adjustment, with a comment where it has a name in CALLED."""

    seen = SeenField()

    def __init__(self, step, adjustment, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)
        if called := CALLED.get(step):
            self.fields["comment"] = WrittenField(
                label=called,
                required=step in EXPLAINED,
                error_messages={"required": f"请写明{called}。"},
                widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST}),
            )

    def show(self, seen):
        """Have the form carry another ``seen``, and what was written all the same."""
        self.initial["seen"] = seen
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen"] = str(seen)

    def given(self):
        """What the action takes besides the user, the adjustment and the version (dict)."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ApproveForm(StepForm):
    """An approval, or one that was given on paper (代录): then all of its fields are filled in."""

    paper_by = forms.CharField(label="由谁作出", max_length=150, required=False)
    paper_number = forms.CharField(label="文号", max_length=80, required=False)
    paper_on = forms.DateField(
        label="日期",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "日期不能识别，请写成 2026-11-23 的样子。"},
    )
    scan = forms.FileField(
        label="扫描件",
        required=False,
        error_messages={"empty": "扫描件是一个空文件，请重新选择。"},
    )
    #: What belongs to a paper, in the order of the form.
    PAPER = ("paper_by", "paper_number", "paper_on", "scan")

    def clean(self):
        given = [name for name in self.PAPER if self.cleaned_data.get(name)]
        for name in self.PAPER:
            if given and not self.cleaned_data.get(name) and name not in self.errors:
                label = self.fields[name].label
                self.add_error(
                    name, f"代录纸质审查意见，须填写“{label}”；在这里审查的，四项都不填。"
                )
        return self.cleaned_data

    @property
    def is_on_paper(self):
        """Whether any of what belongs to a paper was filled in."""
        return self.is_bound and any(self[name].data for name in self.PAPER)

    def given(self):
        comment, *paper = (self.cleaned_data[name] for name in ("comment", *self.PAPER))
        return {"comment": comment, "paper": OnPaper(*paper) if paper[0] else None}


class ForwardForm(StepForm):
    office = forms.ModelChoiceField(
        label="转送给",
        queryset=Office.objects.none(),
        empty_label="请选择",
        error_messages={
            "required": "请选择转送给哪个机构。",
            "invalid_choice": "没有这个机构，请重新选择。",
        },
    )
    field_order = ["seen", "office"]

    def __init__(self, step, adjustment, *args, **kwargs):
        super().__init__(step, adjustment, *args, **kwargs)
        stage = adjustment.open_stage()
        offices = Office.objects.exclude(pk=stage.office_id) if stage else Office.objects.none()
        self.fields["office"].queryset = offices


class SplitForm(StepForm):
    """Which changed entries go on; ``entries`` is a list of (section key, code)."""

    entries = forms.MultipleChoiceField(
        label="可以先走的条目",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请选定要分出的条目。",
            "invalid_choice": "这份申请没有改动 %(value)s，请重新选定。",
        },
    )
    field_order = ["seen", "entries"]

    def __init__(self, step, adjustment, *args, changed, **kwargs):
        """``changed`` is a list of (section key, EntryComparison)."""
        super().__init__(step, adjustment, *args, **kwargs)
        self.fields["entries"].choices = [
            (f"{section}/{entry.code}", entry) for section, entry in changed
        ]

    def clean_entries(self):
        return [tuple(value.split("/")) for value in self.cleaned_data["entries"]]


class ChosenField(forms.Field):
    """Adjustments, each as ``7-12``: its key and the version that was seen (dict of int)."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": "请选定要公布的调整申请。",
        "unread": "页面不完整，请重新选定。",
    }

    def to_python(self, values):
        found = [_CHOSEN.fullmatch(value) for value in values or []]
        if not all(found):
            raise forms.ValidationError(self.error_messages["unread"], code="unread")
        return {int(one[1]): int(one[2]) for one in found}


class PublicationForm(forms.Form):
    """One act: which adjustments, each as it was seen, from which day, under which number."""

    adjustments = ChosenField()
    decision_number = forms.CharField(
        label="公布文号",
        max_length=Act._meta.get_field("decision_number").max_length,
        error_messages={"required": "请填写公布文号。"},
    )
    effective_from = forms.DateField(
        label="施行日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "请填写施行日期。",
            "invalid": "施行日期不能识别，请写成 2026-11-23 的样子。",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)

    def clean_effective_from(self):
        day = self.cleaned_data["effective_from"]
        if day < timezone.localdate():
            raise forms.ValidationError("施行日期不能早于今天。")
        return day
