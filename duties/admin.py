from django.contrib import admin

from departments.admin import EntryAdmin, RowInline

from .models import Duty, WorkItem
from .resources import DutyResource


class WorkItemInline(RowInline):
    model = WorkItem
    columns = ["number", "text", "note"]


@admin.register(Duty)
class DutyAdmin(EntryAdmin):
    texts = ["text"]
    search_fields = ["code", "text", "items__text", "items__note"]
    inlines = [WorkItemInline]
    resource_classes = [DutyResource]
