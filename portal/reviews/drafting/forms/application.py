"""The form of what an application says beside the draft that it carries."""

from django import forms
from django.core.validators import MaxLengthValidator

from departments.publishing.digests import json_digest

from ...models import Adjustment
from ...workflow.actions import DESCRIBED
from ..limits import LONGEST, visible_only
from .opening import causes, kinds


class ApplicationForm(forms.ModelForm):
    """Kind, cause, reasons, basis and follow-on supervision; all may be left for later."""

    class Meta:
        model = Adjustment
        fields = DESCRIBED
        widgets = {
            "kind": forms.RadioSelect,
            "cause": forms.RadioSelect,
            "reasons": forms.Textarea({"rows": 6}),
            "basis": forms.Textarea({"rows": 6, "data-basis": ""}),
            "follow_on": forms.Textarea({"rows": 6}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        is_first = self.instance.base_id is None
        self.fields["kind"].choices = kinds(is_first)
        self.fields["cause"].choices = causes(is_first)
        for name in ("reasons", "basis", "follow_on"):
            self.fields[name].validators += [MaxLengthValidator(LONGEST), visible_only]

    def clean(self):
        values = super().clean()
        return values | {name: text.replace("\r\n", "\n") for name, text in values.items() if text}

    def _post_clean(self):
        # The action writes, on what it has locked: the instance stays as it was read.
        pass


def said_by(adjustment):
    """What an application says now (dict)."""
    return {name: getattr(adjustment, name) for name in DESCRIBED}


def seen_application(adjustment):
    """The digest by which a changed application is seen."""
    return json_digest(said_by(adjustment))
