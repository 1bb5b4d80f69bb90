from django.contrib import admin

from departments.admin import EntryAdmin, RowInline
from departments.resources import resource_of

from .models import Duty, WorkItem


class WorkItemInline(RowInline):
    model = WorkItem
    columns = ["number", "text", "note"]


@admin.register(Duty)
class DutyAdmin(EntryAdmin):
    texts = ["text"]
    search_fields = ["code", "text", "items__text", "items__note"]
    inlines = [WorkItemInline]
    resource_classes = [resource_of(Duty)]
