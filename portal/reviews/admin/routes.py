from django.contrib import admin

from ..models import RouteSettings, RouteStage, SpecialDay


@admin.register(RouteStage)
class RouteStageAdmin(admin.ModelAdmin):
    """The stages of each kind of adjustment. What was submitted keeps the route it was submitted on."""

    list_display = ["kind", "position", "name", "office", "working_days"]
    list_display_links = ["name"]
    list_filter = ["kind"]
    list_select_related = ["office"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "position", "name", "office", "working_days"],
                "description": "同一类型的调整按“顺序”从小到大逐个环节审查。改动只对以后提交的申请有效，"
                "已经提交的申请仍按提交时的流程办理。",
            },
        )
    ]


@admin.register(RouteSettings)
class RouteSettingsAdmin(admin.ModelAdmin):
    """Who may not be one person in adjustments of a kind."""

    list_display = ["kind", "separate_publisher", "separate_judges"]
    fields = ["kind", "separate_publisher", "separate_judges"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return ["kind"]


@admin.register(SpecialDay)
class SpecialDayAdmin(admin.ModelAdmin):
    """Days that deadlines count otherwise than the calendar of holidays says."""

    list_display = ["day", "is_working", "note"]
    list_filter = ["is_working"]
    date_hierarchy = "day"
