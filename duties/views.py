from django.views.decorators.http import require_safe

from departments.feeds import section_feed
from departments.section_pages import entry_index, entry_page

from .filters import DutyFilterSet
from .models import Duty


@require_safe
def index(request):
    return entry_index(request, DutyFilterSet)


@require_safe
def feed(request):
    return section_feed(request, DutyFilterSet)


@require_safe
def entry(request, slug, code):
    return entry_page(request, Duty, slug, code)
