from django.contrib import admin

from departments.admin import EntryAdmin, RowInline
from departments.resources import resource_of

from ..models import BoundaryMatter, Party


class PartyInline(RowInline):
    model = Party
    columns = ["number", "name", "responsibility", "basis", "case"]


@admin.register(BoundaryMatter)
class BoundaryMatterAdmin(EntryAdmin):
    texts = ["matter"]
    search_fields = ["code", "matter", "parties__name", "parties__responsibility"]
    inlines = [PartyInline]
    resource_classes = [resource_of(BoundaryMatter)]
