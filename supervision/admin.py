from django.contrib import admin

from departments.admin import EntryAdmin, RowInline

from .models import Regime, RegimePart
from .resources import RegimeResource


class RegimePartInline(RowInline):
    model = RegimePart
    columns = ["heading", "body"]


@admin.register(Regime)
class RegimeAdmin(EntryAdmin):
    texts = ["title", "preamble"]
    search_fields = ["code", "title", "preamble", "parts__heading", "parts__body"]
    inlines = [RegimePartInline]
    resource_classes = [RegimeResource]
