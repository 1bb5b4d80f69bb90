from django.views.decorators.http import require_safe

from departments.section_pages import entry_index, entry_page

from .filters import BoundaryMatterFilterSet
from .models import BoundaryMatter


@require_safe
def index(request):
    return entry_index(request, BoundaryMatterFilterSet)


@require_safe
def entry(request, slug, code):
    return entry_page(request, BoundaryMatter, slug, code)
