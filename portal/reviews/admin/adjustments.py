from typing import Protocol

from django.contrib import admin
from django.urls import path

from portal.accounts import rights

from ..drafting import urls
from ..importing.urls import paths as import_paths
from ..models import Adjustment


class DraftingRequest(Protocol):
    """A request for a page of the admin; the workbench alone sets and reads it."""

    #: Whether the user drafts for any department, asked of the database once.
    drafts_lists: bool


@admin.register(Adjustment)
class AdjustmentAdmin(admin.ModelAdmin):
    """The editors' workbench: a list of their adjustments, and below it the pages of ``drafting``
    and ``importing``.

    An adjustment is changed by actions alone, so of Django's own pages there is only the list.
    """

    change_list_template = "admin/reviews/adjustment/list.html"
    list_display = ["number", "department", "kind", "cause", "standing", "opened_by", "opened_at"]
    list_display_links = ["number", "department"]
    list_filter = ["state", "kind", ("department", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["department", "opened_by", "draft__cancellation"]
    actions = None

    @admin.display(description="编号", ordering="pk")
    def number(self, adjustment):
        return f"第 {adjustment.pk} 号"

    @admin.display(description="状态", ordering="state")
    def standing(self, adjustment):
        return adjustment.standing_label

    def get_queryset(self, request):
        visible = Adjustment.objects.visible_to(request.user)
        return visible.filter(department__in=rights.edited_departments(request.user))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        changelist = path("", wrap(self.changelist_view), name="reviews_adjustment_changelist")
        # Addresses of entries take any two words, so they come last.
        return [changelist, *import_paths(wrap), *urls.paths(wrap)]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "调整申请"} | (extra_context or {}))

    def has_module_permission(self, request: DraftingRequest):
        # Asked several times for every page of the admin, whose frame lists what one may do.
        if not hasattr(request, "drafts_lists"):
            request.drafts_lists = rights.edited_departments(request.user).exists()
        return request.drafts_lists

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_change_permission = has_add_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False
