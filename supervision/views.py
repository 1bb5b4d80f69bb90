from departments.pages.section_pages import entry_index

from .filters import SubjectFilterSet
from .models import Regime


def subjects(request):
    """What is inspected, how often and by whom."""
    return entry_index(request, Regime, SubjectFilterSet, "subjects")
