from django.views.decorators.http import require_safe

from departments.section_pages import entry_index, entry_page

from .filters import RegimeFilterSet
from .models import Regime


@require_safe
def index(request):
    return entry_index(request, RegimeFilterSet)


@require_safe
def entry(request, slug, code):
    return entry_page(request, Regime, slug, code)
