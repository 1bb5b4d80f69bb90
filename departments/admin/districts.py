from django.contrib import admin
from django.db.models import URLField

from ..models import Department, DepartmentName, District


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin):
    list_display = ["code", "name"]
    search_fields = ["code", "name"]


class DepartmentNameInline(admin.TabularInline):
    model = DepartmentName
    fields = ["kind", "name", "position"]
    extra = 0


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    list_display = ["short_name", "name", "slug", "order", "district"]
    list_filter = ["district"]
    list_select_related = ["district"]
    search_fields = ["name", "short_name", "slug", "names__name"]
    fieldsets = [
        (
            None,
            {"fields": ["district", "order", "name", "short_name", "slug", "former_addresses"]},
        ),
        (
            "联系方式",
            {
                "fields": ["address", "phone", "office_hours", "website"],
                "description": "知道的填，在部门页面上显示；不知道的留空，不显示。",
            },
        ),
    ]
    readonly_fields = ["former_addresses"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    inlines = [DepartmentNameInline]

    @admin.display(description="曾用地址名")
    def former_addresses(self, department):
        """Slugs under which its pages are still found."""
        if department.pk is None:
            return "改动地址名后，原来的网址自动转到新的网址。"
        return (
            "、".join(map(str, department.former_slugs.all())) or "无；改动后原网址自动转到新网址"
        )
