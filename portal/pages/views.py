from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.contents import lists_in_force, overviews, totals


@require_safe
def home(request):
    """What this site is, how much it holds, and the departments."""
    lists = overviews(lists_in_force())
    districts = dict.fromkeys(one.edition.department.district for one in lists)
    context = {"lists": lists, "totals": totals(lists), "districts": list(districts)}
    return render(request, "pages/home.html", context)
