from departments.filters import EntryFilterSet, RowTextFilter

from .models import Service


class ServiceFilterSet(EntryFilterSet):
    searched = ("code", "name", "items__content", "items__handler")
    excerpted = "content"

    handler = RowTextFilter(field_name="handler", label="承办机构")

    class Meta(EntryFilterSet.Meta):
        model = Service
