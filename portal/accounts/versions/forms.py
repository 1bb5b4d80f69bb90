"""The form of a record that knows which version of it was shown."""

from django import forms

from . import version
from .differences import Differences

UNKNOWN = (
    "看不出您打开的是哪个时候的内容，没有保存。您填写的内容还在下面，请与现在的记录核对后再保存。"
)


class VersionField(forms.CharField):
    """Travels with the form, and is nothing that anybody fills in."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class VersionedForm:
    """Stands before a ModelForm. Refuses what is not any more as it was shown.

    The form then shows what was typed, says beside it what is stored now, and carries that version:
    saved again it is meant.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_version"] = VersionField(required=False)

    def clean(self):
        stored = version.of(self, self.request.formsets)
        shown = version.read(self.cleaned_data.pop("form_version", ""))
        if shown is None:
            self._refuse(stored, UNKNOWN)
        elif places := shown.differs(stored):
            differences = Differences(self, self.request, shown, places)
            self._refuse(stored, differences.sentence())
            differences.show()
        return super().clean()

    def _refuse(self, stored, sentence):
        self.add_error(None, sentence)
        self.data = self.data.copy()
        self.data["form_version"] = stored.text()


def versioned(form, request):
    """The class of a form, with the version of what it shows."""
    made = type(form)(form.__name__, (VersionedForm, form), {"request": request})
    made.base_fields = form.base_fields  # as the admin made them, not made anew
    return made
