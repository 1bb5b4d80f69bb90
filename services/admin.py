from django.contrib import admin

from departments.admin import EntryAdmin, RowInline
from departments.resources import resource_of

from .models import Service, ServiceItem


class ServiceItemInline(RowInline):
    model = ServiceItem
    columns = ["number", "content", "handler"]


@admin.register(Service)
class ServiceAdmin(EntryAdmin):
    texts = ["name"]
    search_fields = ["code", "name", "items__content", "items__handler"]
    inlines = [ServiceItemInline]
    resource_classes = [resource_of(Service)]
