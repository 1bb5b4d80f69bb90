"""The OpenAPI document of this site."""

from copy import deepcopy
from functools import lru_cache

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer

from departments.models import Department, District

from .links import Links

#: Where there are more departments or districts, the document does not name them all.
NAMED = 100


@require_safe
def as_json(request):
    return _rendered(request, OpenApiJsonRenderer(), "application/json")


@require_safe
def as_yaml(request):
    return _rendered(request, OpenApiYamlRenderer(), "application/yaml")


def openapi_document(request):
    """The document (dict): where this site is, which departments and districts it knows."""
    document = deepcopy(described())
    document["servers"] = [{"url": Links(request).site}]
    known = _known_values()
    for path in document["paths"].values():
        for parameter in path["get"].get("parameters", ()):
            if values := known.get(parameter["name"]):
                schema = parameter["schema"]
                schema.get("items", schema)["enum"] = values
    return document


@lru_cache(maxsize=1)
def described():
    """The document (dict) without what depends on the request or on the lists."""
    return SchemaGenerator().get_schema(public=True)


def _known_values():
    """What parameters may say on this site (dict of lists, empty where that is too much)."""
    departments = Department.objects.with_published_list()
    districts = District.objects.filter(departments__in=departments).distinct()
    found = {
        "department": departments.values_list("slug", flat=True),
        "district": districts.values_list("code", flat=True),
    }
    values = {name: list(several[: NAMED + 1]) for name, several in found.items()}
    return {name: several for name, several in values.items() if len(several) <= NAMED}


def _rendered(request, renderer, media_type):
    text = renderer.render(openapi_document(request), renderer_context={})
    return HttpResponse(text, content_type=media_type)
