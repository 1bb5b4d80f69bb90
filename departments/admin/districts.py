from django.contrib import admin

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
    fields = ["district", "order", "name", "short_name", "slug"]
    inlines = [DepartmentNameInline]
