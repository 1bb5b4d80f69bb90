from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.forms import ModelChoiceField
from django.utils import timezone
from django.utils.text import Truncator
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from ..models import Edition, rows_of
from ..publishing.codes import new_codes
from ..sheets.resources import resource_of
from ..sheets.spreadsheets import CSV, XLSX
from ..texts.columns import EXTRA, fields_of
from .base import RecordAdmin, TableInline, hold_on, next_position
from .exports import RefusingExport


class DraftField(ModelChoiceField):
    """A draft to which an entry is added; none that another app holds."""

    def clean(self, value):
        edition = super().clean(value)
        if reason := hold_on(edition):
            raise ValidationError(reason)
        return edition


def register_section(model):
    """Give the entries of a section the clerk's pages, with all that the section declares."""
    rows = rows_of(model).related_model
    searched = [one.field for one in model.section.columns if one.searched]
    searched += [
        f"{model.rows_name}__{one.field}" for one in model.section.rows.columns if one.searched
    ]
    admin.site.register(
        model,
        EntryAdmin,
        inlines=[type(f"{rows.__name__}Inline", (RowInline,), {"model": rows})],
        search_fields=["code", *searched],
        resource_classes=[resource_of(model)],
    )


class WithExtras:
    """Records that show the columns that a place prints beside those of its section."""

    @admin.display(description=EXTRA)
    def printed_beside(self, record):
        return "\n".join(f"{one['heading']}：{one['text']}" for one in record.extras)


class RowInline(WithExtras, TableInline):
    """The rows of an entry's table."""

    readonly_fields = ["printed_beside", "source_line"]

    def get_fields(self, request, obj=None):
        beside = ["printed_beside"] if getattr(obj, "rows_have_extras", False) else []
        return [*self.columns, *beside, "source_line"]


class EntryAdmin(WithExtras, RefusingExport, ExportMixin, RecordAdmin):
    """The entries of a section. Code and position are given here, never typed.

    Further columns are written in an application, and only shown here.
    """

    list_display = ["code", "summary", "number", "department", "edition_label", "state"]
    list_display_links = ["code", "summary"]
    list_filter = ["edition__state", "edition__department"]
    list_select_related = ["edition__department"]
    readonly_fields = ["code", "printed_beside", "source", "source_line"]
    export_form_class = ExportForm
    export_formats = [CSV, XLSX]
    to_encoding = "utf-8-sig"  # without its mark spreadsheets take UTF-8 for GBK

    def get_queryset(self, request):
        rows = rows_of(self.model)
        own = rows.related_model.objects.filter(**{rows.field.name: OuterRef("pk")})
        with_extras = Exists(own.exclude(extras=[]))
        return super().get_queryset(request).annotate(rows_have_extras=with_extras)

    def get_fields(self, request, obj=None):
        texts = fields_of(self.model)
        if obj is None:
            return ["edition", *texts]
        beside = ["printed_beside"] if obj.extras else []
        return ["edition", "code", *texts, *beside, "source", "source_line"]

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "edition"] if obj else self.readonly_fields

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "edition":
            kwargs["queryset"] = Edition.objects.drafts().select_related("department")
            kwargs["form_class"] = DraftField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.code = new_codes(obj.edition.department, obj.code_prefix, 1)[0]
            obj.position = next_position(self.model.objects.filter(edition=obj.edition))
        super().save_model(request, obj, form, change)

    def get_view_on_site_url(self, obj=None):
        # An address shows what is in force; drafts and superseded entries have none of their own.
        return super().get_view_on_site_url(obj) if obj and obj.edition.is_in_force() else None

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_export_filename(self, request, queryset, file_format):
        return f"{self.model.section_key}-{timezone.localdate()}.{file_format.get_extension()}"

    @admin.display(description="内容")
    def summary(self, entry):
        return Truncator(entry.heading).chars(60) or "（无标题）"

    @admin.display(description="部门", ordering="edition__department")
    def department(self, entry):
        return entry.edition.department

    @admin.display(description="版本", ordering="edition__number")
    def edition_label(self, entry):
        return entry.edition.label

    @admin.display(description="状态", ordering="edition__state")
    def state(self, entry):
        return entry.edition.get_state_display()
