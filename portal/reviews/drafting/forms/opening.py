"""The form by which an adjustment is opened."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from departments.models import Edition

from ...models import Cause, Kind

LATEST = "latest"


class OpeningForm(forms.Form):
    """What is to happen to a department's list and why, and from what its draft starts."""

    kind = forms.ChoiceField(label="调整类型", widget=forms.RadioSelect)
    cause = forms.ChoiceField(label="调整事由", widget=forms.RadioSelect)
    start = forms.ChoiceField(label="草稿从哪里开始", widget=forms.RadioSelect)

    def __init__(self, department, data=None):
        super().__init__(data, label_suffix="")
        published = department.editions.uncancelled().order_by("-number")
        self.published = {str(edition.number): edition for edition in published}
        unclaimed = Edition.objects.drafts().filter(department=department, adjustment=None)
        unclaimed = unclaimed.select_related("source", "origin__edition").order_by("-pk")
        self.drafts = {f"draft-{draft.pk}": draft for draft in unclaimed}
        is_first = not self.published
        self.fields["kind"].choices = kinds(is_first)
        self.fields["cause"].choices = causes(is_first)
        self.fields["start"].choices = self._starts()
        first = {"kind": Kind.FIRST, "cause": Cause.COMPILATION} if is_first else {}
        self.initial = {"start": LATEST} | first

    def chosen(self):
        """The arguments of ``actions.open_adjustment`` (dict); of a valid form."""
        values = self.cleaned_data
        start = values["start"]
        return {
            "kind": Kind(values["kind"]),
            "cause": Cause(values["cause"]),
            "start_from": self.published.get(start),
            "draft": self.drafts.get(start),
        }

    def _starts(self):
        latest, *earlier = self.published.values() or [None]
        yield LATEST, f"最近公布的{latest.label}（通常选这一项）" if latest else "空白清单"
        for edition in earlier:
            day = edition.effective_from.strftime("%Y年%m月%d日")
            yield str(edition.number), f"恢复为{edition.label}（{day}起施行）"
        for key, draft in self.drafts.items():
            yield key, f"导入后尚未使用的草稿（{_told(draft)}）"


def _told(draft):
    """When a draft was made, of which file, and from which edition its text comes."""
    day = date_format(timezone.localtime(draft.created_at), "Y年m月d日")
    origin = getattr(draft, "origin", None)
    file = f"，文件“{draft.source.name}”" if draft.source else ""
    edition = f"，文字来自{origin.edition.label}" if origin and origin.edition else ""
    return f"{day}建立{file}{edition}"


def kinds(is_first):
    """The kinds to choose from (pairs of value and label), for a first list or a later one."""
    return [choice for choice in Kind.choices if (choice[0] == Kind.FIRST) == is_first]


def causes(is_first):
    """The causes to choose from (pairs of value and label), likewise."""
    return [choice for choice in Cause.choices if is_first or choice[0] != Cause.COMPILATION]
