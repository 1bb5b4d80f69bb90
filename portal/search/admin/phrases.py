from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join

from departments.models import Department, shortened
from departments.texts.folding import in_one_line

from ..models import AskingPhrase
from .codes import entries_of
from .resources import AskingPhraseResource
from .tables import TableAdmin


class CodeInput(forms.TextInput):
    """A code, with the department's entries to choose from where it is known."""

    def __init__(self, department=None):
        super().__init__()
        self.department = department

    def render(self, name, value, attrs=None, renderer=None):
        choices = entries_of(self.department) if self.department else []
        if not choices:
            return super().render(name, value, attrs, renderer)
        options = format_html_join(
            "",
            '<option value="{}">{}</option>',
            ((entry.code, shortened(in_one_line(entry.heading))) for entry in choices),
        )
        field = super().render(name, value, {**(attrs or {}), "list": "codes"}, renderer)
        return format_html('{}<datalist id="codes">{}</datalist>', field, options)


class AskingPhraseForm(forms.ModelForm):
    class Meta:
        model = AskingPhrase
        fields = ["department", "code", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            chosen = self["department"].value() if "department" in self.fields else None
            self.fields["code"].widget = CodeInput(chosen)
            self.fields[
                "code"
            ].help_text = "如 D-0007；选定部门并保存一次后，可从该部门的条目中选。"


@admin.register(AskingPhrase)
class AskingPhraseAdmin(TableAdmin, admin.ModelAdmin):
    """How citizens ask. An address with ?text=…&entry=SLUG/CODE opens the form filled in."""

    form = AskingPhraseForm
    list_display = ["text", "code", "department"]
    list_filter = ["department__district", "department"]
    list_select_related = ["department"]
    search_fields = ["text", "=code", "department__name", "department__short_name"]
    autocomplete_fields = ["department"]
    resource_classes = [AskingPhraseResource]
    save_as = True

    def get_changeform_initial_data(self, request):
        given = super().get_changeform_initial_data(request)
        slug, _, code = given.pop("entry", "").partition("/")
        if department := Department.objects.filter(slug=slug).first():
            given |= {"department": department.pk, "code": code}
        return given
