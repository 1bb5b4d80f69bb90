"""Tables of phrases and vocabulary, in the columns that the load commands read."""

from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from departments.models import Department, section_models, shortened
from departments.sheets.tables import plain
from departments.texts.folding import in_one_line

from ..models import AskingPhrase, VocabularyWord


class TableResource(ModelResource):
    """Rows are added and changed, never removed; a row that says nothing new is passed over."""

    def before_import_row(self, row, **kwargs):
        for name, cell in row.items():
            row[name] = plain(str(cell or ""))


class DepartmentWidget(ForeignKeyWidget):
    """A department by the name in its address."""

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except Department.DoesNotExist:
            raise ValueError(f"没有地址名为“{value}”的部门。") from None


class AskingPhraseResource(TableResource):
    department = Field("department", "department", DepartmentWidget(Department, "slug"))
    code = Field("code", "code")
    heading = Field(column_name="heading", readonly=True)
    phrase = Field("text", "phrase")

    class Meta:
        model = AskingPhrase
        fields = ("department", "code", "heading", "phrase")
        import_id_fields = ("department", "code", "phrase")
        clean_model_instances = True
        skip_unchanged = True
        use_bulk = True

    def before_export(self, queryset, **kwargs):
        self._headings = headings_in_force()

    def dehydrate_heading(self, phrase):
        return self._headings.get((phrase.department_id, phrase.code), "")

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related("department")


class VocabularyWordResource(TableResource):
    class Meta:
        model = VocabularyWord
        fields = ("word", "term", "kind", "direction", "weight", "field", "note")
        import_id_fields = ("word", "term")
        clean_model_instances = True
        skip_unchanged = True
        use_bulk = True


def headings_in_force():
    """What each entry in force is called, in short (dict by department key and code)."""
    return {
        (entry.edition.department_id, entry.code): shortened(in_one_line(entry.heading))
        for model in section_models()
        for entry in model.objects.in_force().select_related("edition")
    }
