from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from ..models import (
    Annex,
    Edition,
    Maintenance,
    Note,
    SectionHeading,
    SourceDocument,
    section_models,
)
from ..texts.columns import fields_of, section_titles, table_text
from .base import ReadOnlyAdmin, RecordAdmin, RecordInline, TableInline, is_fixed, is_published


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    list_display = ["name", "encoding", "line_count", "imported_at"]
    search_fields = ["name", "sha256"]


@admin.register(Maintenance)
class MaintenanceAdmin(ReadOnlyAdmin):
    list_display = ["opened_at", "closed_at", "operator", "reason"]
    search_fields = ["operator", "reason"]


class PlacedInline(RecordInline):
    """What stands beside the sections; where nothing is edited its section is said in words."""

    #: The field that says its section.
    placed_by = "after"
    readonly_fields = ["place", "source_line"]

    def get_fields(self, request, obj=None):
        place = "place" if is_published(obj) else self.placed_by
        others = (name for name in fields_of(self.model) if name != self.placed_by)
        return [place, *others, "source_line"]

    @admin.display(description="部分")
    def place(self, record):
        key = getattr(record, self.placed_by)
        return section_titles().get(key, key)


class SectionHeadingInline(PlacedInline, TableInline):
    model = SectionHeading
    placed_by = "section"


class NoteInline(PlacedInline, TableInline):
    model = Note


class AnnexInline(PlacedInline, admin.StackedInline):
    """Annexes; their tables are written in an application, and only shown here."""

    model = Annex
    readonly_fields = [*PlacedInline.readonly_fields, "printed_tables"]

    def get_fields(self, request, obj=None):
        return [*super().get_fields(request, obj), "printed_tables"]

    @admin.display(description="表格")
    def printed_tables(self, annex):
        return "\n\n".join(map(table_text, annex.tables)) or "无"


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    """Editions. Drafts are edited here; publishing them is for ``portal.reviews`` alone."""

    list_display = ["department", "edition_label", "state", "effective_from", "published_at"]
    list_display_links = ["department", "edition_label"]
    list_filter = ["state", "department"]
    list_select_related = ["department"]
    search_fields = ["department__name", "department__short_name", "title", "digest__startswith"]
    date_hierarchy = "effective_from"
    inlines = [SectionHeadingInline, AnnexInline, NoteInline]
    draft_fields = ["department", "title", "list_type"]
    about_fields = ["state", "source", "created_at"]
    publication_fields = [
        "number",
        "effective_from",
        "effective_to",
        "cancelled",
        "published_at",
        "district_code",
        "district_name",
        "department_name",
        "signboard_names",
        "previous_digest",
        "digest",
        "record_digest",
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = [("清单", {"fields": self.draft_fields})]
        if obj:
            fieldsets.append(("条目", {"fields": ["sections"]}))
            fieldsets.append(("版本", {"fields": self.about_fields}))
        if obj and obj.is_published:
            fieldsets.append(("公布", {"fields": self.publication_fields}))
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        given = [*self.about_fields, *self.publication_fields, "sections"]
        # A draft stays with its department: its entries' codes are that department's.
        return [*given, "department"] if obj else given

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.is_published else None

    @admin.display(description="版本", ordering="number")
    def edition_label(self, edition):
        return edition.label

    @admin.display(description="施行至（不含）")
    def effective_to(self, edition):
        if edition.is_cancelled:
            return "没有施行"
        ends = edition.effective_to
        return date_format(ends) if ends else "尚无后续版本"

    @admin.display(description="取消施行")
    def cancelled(self, edition):
        if not edition.is_cancelled:
            return "没有取消"
        cancellation = edition.cancellation
        return f"{date_format(cancellation.cancelled_on)}（{cancellation.decision_number}）"

    @admin.display(description="公布时的加挂牌子")
    def signboard_names(self, edition):
        return "、".join(edition.signboards) or "无"

    @admin.display(description="各部分")
    def sections(self, edition):
        """Links to the entries of each section, with their number; to a new one in a draft."""
        links = ((self._section_link(model, edition),) for model in section_models())
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", links))

    def _section_link(self, model, edition):
        pages = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        entries = format_html(
            '<a href="{}?edition__id__exact={}">{}</a>（{} 条）',
            reverse(f"{pages}_changelist"),
            edition.pk,
            model.section_title,
            model.objects.filter(edition=edition).count(),
        )
        if is_fixed(edition):
            return entries
        new = reverse(f"{pages}_add")
        return format_html('{} <a href="{}?edition={}">新增</a>', entries, new, edition.pk)
