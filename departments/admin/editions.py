from django.contrib import admin
from django.forms import ChoiceField
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from ..models import (
    Annex,
    Edition,
    Maintenance,
    SectionHeading,
    SourceDocument,
    section_models,
)
from .base import ReadOnlyAdmin, RecordAdmin, RecordInline, TableInline, is_fixed, is_published


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    list_display = ["name", "encoding", "line_count", "imported_at"]
    search_fields = ["name", "sha256"]


@admin.register(Maintenance)
class MaintenanceAdmin(ReadOnlyAdmin):
    list_display = ["opened_at", "closed_at", "operator", "reason"]
    search_fields = ["operator", "reason"]


class SectionHeadingInline(TableInline):
    model = SectionHeading
    columns = ["text", "marker"]
    readonly_fields = ["section_title", "source_line"]

    def get_fields(self, request, obj=None):
        section = "section_title" if is_published(obj) else "section"
        return [section, *super().get_fields(request, obj)]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "section":
            return ChoiceField(label="部分", choices=section_titles().items())
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="部分")
    def section_title(self, heading):
        return section_titles().get(heading.section, heading.section)


class AnnexInline(RecordInline, admin.StackedInline):
    model = Annex
    fields = ["heading", "body", "source_line"]
    readonly_fields = ["source_line"]


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    """Editions. Drafts are edited here; publishing them is for ``portal.reviews`` alone."""

    list_display = ["department", "edition_label", "state", "effective_from", "published_at"]
    list_display_links = ["department", "edition_label"]
    list_filter = ["state", "department"]
    list_select_related = ["department"]
    search_fields = ["department__name", "department__short_name", "title", "digest__startswith"]
    date_hierarchy = "effective_from"
    inlines = [SectionHeadingInline, AnnexInline]
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


def section_titles():
    """What each key of ``SectionHeading.section`` stands for."""
    return {model.section_key: model.section_title for model in section_models()} | {
        "annex": "附录"
    }
