from django.views.decorators.http import require_safe

from departments.section_pages import entry_index, entry_page

from .filters import ServiceFilterSet
from .models import Service


@require_safe
def index(request):
    return entry_index(request, ServiceFilterSet)


@require_safe
def entry(request, slug, code):
    return entry_page(request, Service, slug, code)
