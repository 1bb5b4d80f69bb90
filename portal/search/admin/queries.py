from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html

from departments.admin.base import ReadOnlyAdmin

from ..models import AskingPhrase, Query


class ViewFilter(admin.SimpleListFilter):
    """Each question once, the most frequent first: all, or those without an answer."""

    title = "视图"
    parameter_name = "view"

    def lookups(self, request, model_admin):
        return [("unanswered", "没有答案的"), ("frequent", "最常问的")]

    def queryset(self, request, queryset):
        if self.value() == "unanswered":
            queryset = queryset.filter(answer=Query.Verdict.NONE)
        if self.value():
            later = queryset.filter(
                district=OuterRef("district"), text=OuterRef("text"), pk__gt=OuterRef("pk")
            )
            queryset = queryset.filter(~Exists(later))
        return queryset


@admin.register(Query)
class QueryAdmin(ReadOnlyAdmin):
    """What was asked; from each question a phrase can be made."""

    list_display = ["text", "times", "answer", "hits", "clicked", "asked_at", "new_phrase"]
    list_filter = [ViewFilter, "district", "answer", "asked_at"]
    search_fields = ["text", "clicked"]
    date_hierarchy = "asked_at"

    def get_queryset(self, request):
        same = (
            Query.objects.filter(district=OuterRef("district"), text=OuterRef("text"))
            .order_by()
            .values("text")
            .annotate(count=Count("pk"))
        )
        asked = Query.objects.annotate(times=Subquery(same.values("count")))
        return asked.order_by(*self.get_ordering(request))

    def get_ordering(self, request):
        return ["-times", "-pk"] if ViewFilter.parameter_name in request.GET else ["-pk"]

    @admin.display(description="次数", ordering="times")
    def times(self, query):
        return query.times

    @admin.display(description="常见问法")
    def new_phrase(self, query):
        """A link to the form for a new phrase, with the text and the entry clicked filled in."""
        given = {"text": query.text[: AskingPhrase._meta.get_field("text").max_length]}
        if query.clicked:
            given["entry"] = query.clicked
        address = f"{reverse('admin:search_askingphrase_add')}?{urlencode(given)}"
        return format_html('<a href="{}">加为常见问法</a>', address)
