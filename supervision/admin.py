from django.contrib import admin

from departments.admin import EntryAdmin, RowInline
from departments.resources import resource_of

from .models import Regime, RegimePart


class RegimePartInline(RowInline):
    model = RegimePart
    columns = ["heading", "body"]


@admin.register(Regime)
class RegimeAdmin(EntryAdmin):
    texts = ["title", "preamble"]
    search_fields = ["code", "title", "preamble", "parts__heading", "parts__body"]
    inlines = [RegimePartInline]
    resource_classes = [resource_of(Regime)]
