"""The pages for those who write programs: the reference, and a page to try the API on."""

from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.page_cache.protocol import not_kept

from .document import openapi_document
from .links import Links
from .reference import Reference
from .sample import sample

EXAMPLE = (Path(__file__).parent / "examples" / "all_services.py").read_text("utf-8")


@require_safe
def reference(request):
    """What there is to ask for and what comes back, from the OpenAPI document."""
    described = Reference(openapi_document(request), sample())
    links = Links(request)
    context = {
        "subjects": described.subjects,
        "records": described.records,
        "server": links.site,
        "first": links.asking("api:departments", page_size=5),
        "rate": settings.API_RATE,
        "licence": settings.OPEN_DATA_LICENCE,
        "example": EXAMPLE.replace("http://127.0.0.1:8000", links.site),
    }
    return render(request, "api/reference.html", context)


@not_kept  # a kept page would lose the policy of its own
@require_safe
@csp_update({"img-src": [SELF, "data:"]})
def try_out(request):
    """Swagger UI. Its pictures stand in its sheet as data; it needs scripts, but no other host."""
    return render(request, "api/try.html", {"document": reverse("api:openapi")})
