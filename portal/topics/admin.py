from django.contrib import admin
from django.db.models import Count

from .models import Topic, TopicEntry


class TopicEntryInline(admin.TabularInline):
    model = TopicEntry
    fields = ["department", "code", "label", "position"]
    autocomplete_fields = ["department"]
    extra = 1


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["title", "parent", "slug", "entry_count", "position"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["title", "description", "slug", "entries__label", "=entries__code"]
    fields = ["parent", "title", "slug", "description", "position"]
    inlines = [TopicEntryInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(entry_count=Count("entries"))

    @admin.display(description="条目数", ordering="entry_count")
    def entry_count(self, topic):
        return topic.entry_count
