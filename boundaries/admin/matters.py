from django.contrib import admin

from departments.admin import EntryAdmin, RowInline

from ..models import BoundaryMatter, Party
from ..resources import BoundaryMatterResource


class PartyInline(RowInline):
    model = Party
    columns = ["number", "name", "responsibility", "basis", "case"]


@admin.register(BoundaryMatter)
class BoundaryMatterAdmin(EntryAdmin):
    texts = ["matter"]
    search_fields = ["code", "matter", "parties__name", "parties__responsibility"]
    inlines = [PartyInline]
    resource_classes = [BoundaryMatterResource]
