import re

from django import forms

from departments.texts.folding import in_one_line

from .models import Correction

LONGEST_TEXT = 1000
LONGEST_CONTACT = 100
SHORTEST_TEXT = 4


class LinesField(forms.CharField):
    r"""Text of several lines, parted by \n as everywhere in the database.

    Browsers send \r\n, and count a line break as one character where Django would count two.
    """

    widget = forms.Textarea

    def to_python(self, value):
        return re.sub(r"\r\n?", "\n", super().to_python(value)).strip()


class CorrectionForm(forms.Form):
    """What a citizen fills in."""

    kind = forms.ChoiceField(
        label="哪一类问题",
        choices=Correction.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是哪一类问题，拿不准就选“其他”。"},
    )
    problem = LinesField(
        label="哪里有误",
        min_length=SHORTEST_TEXT,
        max_length=LONGEST_TEXT,
        error_messages={
            "required": "请写明哪里有误，例如“第二行的机构名称已经改了”。",
            "min_length": "“哪里有误”太短，请写清楚一些，至少 %(limit_value)d 个字。",
            "max_length": "“哪里有误”有 %(show_value)d 个字，请缩短到 %(limit_value)d 个字以内。",
        },
    )
    suggestion = LinesField(
        label="应当怎样改",
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={
            "max_length": "“应当怎样改”有 %(show_value)d 个字，请缩短到 %(limit_value)d 个字以内。"
        },
    )
    contact = forms.CharField(
        label="联系方式",
        required=False,
        max_length=LONGEST_CONTACT,
        error_messages={"max_length": "联系方式请写一个电话或邮箱，不超过 %(limit_value)d 个字。"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)

    def clean_contact(self):
        return in_one_line(self.cleaned_data["contact"])

    def said(self):
        """The fields of the correction (dict)."""
        return {name: self.cleaned_data[name] for name in Correction.SAID}


class GeneralForm(CorrectionForm):
    """The same for a department or the whole site, which it lets one choose."""

    department = forms.ModelChoiceField(
        label="关于哪个部门",
        queryset=None,
        required=False,
        to_field_name="slug",
        empty_label="整个网站",
        error_messages={"invalid_choice": "没有这个部门，请重新选择。"},
    )
    field_order = ["department"]

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments
