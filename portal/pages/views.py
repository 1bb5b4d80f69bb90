from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.reading.contents import lists_in_force, overviews, totals
from portal.topics.contents import outlines

from .changes import latest_changes


@require_safe
def home(request):
    """The ways to what one looks for: a question, a field of life, a department; what is new."""
    lists = overviews(lists_in_force())
    districts = dict.fromkeys(one.edition.department.district for one in lists)
    context = {
        "lists": lists,
        "totals": totals(lists),
        "districts": list(districts),
        "outlines": outlines(),
        "changes": latest_changes(),
    }
    return render(request, "pages/home.html", context)
