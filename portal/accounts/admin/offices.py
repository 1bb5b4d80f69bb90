from django.contrib import admin

from ..models import Office


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin):
    """Where an office is renamed, so that its stages and reviewers stay as they are."""

    list_display = ["name", "reviewers"]
    search_fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships__user")

    @admin.display(description="审查人员")
    def reviewers(self, office):
        return "、".join(str(membership.user) for membership in office.memberships.all()) or "无"
