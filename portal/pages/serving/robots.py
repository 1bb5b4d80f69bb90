from django.http import HttpResponse
from django.urls import get_script_prefix, reverse
from django.views.decorators.http import require_safe

#: What no search engine needs: staff's pages, what is one person's, programs' own.
KEPT_OUT = ("admin/", "corrections/", "departments/*/correct/", "search/suggest", "api/")


@require_safe
def robots(request):
    """Tells search engines where the sitemap is, and to leave filters and questions alone.

    Every page of worth has an address without parameters; with them there is no end of addresses.
    Engines only look for this file at the root of a host: docs/deploy.md.
    """
    root = get_script_prefix()
    lines = [
        "User-agent: *",
        f"Allow: {root}sitemap",
        *(f"Disallow: {root}{path}" for path in KEPT_OUT),
        f"Disallow: {root}*?",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('pages:sitemap_index'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
