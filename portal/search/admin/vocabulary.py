from django.contrib import admin

from ..models import VocabularyWord
from .resources import VocabularyWordResource
from .tables import TableAdmin


@admin.register(VocabularyWord)
class VocabularyWordAdmin(TableAdmin, admin.ModelAdmin):
    list_display = ["word", "term", "kind", "direction", "weight", "field"]
    list_display_links = ["word", "term"]
    list_filter = ["kind", "direction", "field"]
    search_fields = ["word", "term", "note"]
    resource_classes = [VocabularyWordResource]
