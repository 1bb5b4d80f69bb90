from django.views.decorators.http import require_safe

from departments.feeds import section_feed
from departments.section_pages import entry_index, entry_page

from .filters import RegimeFilterSet, SubjectFilterSet
from .models import Regime


@require_safe
def index(request):
    return entry_index(request, RegimeFilterSet)


@require_safe
def subjects(request):
    """What is inspected, how often and by whom."""
    return entry_index(request, SubjectFilterSet, "subjects")


@require_safe
def feed(request):
    return section_feed(request, RegimeFilterSet)


@require_safe
def entry(request, slug, code):
    return entry_page(request, Regime, slug, code)
