"""A saved question: the entries that answer it, as a feed."""

from django.http import HttpResponseBadRequest
from django.views.decorators.http import require_safe

from departments.models import section_models
from departments.pages.atom import atom
from departments.pages.feeds import entry_items
from portal.page_cache.protocol import made_of

from ..addresses import question_address
from ..api import NO_LISTS, NO_QUESTION
from ..districts import chosen_district
from ..engine.answer import answer
from ..indexing.registry import indexes
from ..language.understanding import clean
from .views import index_version

#: The most entries that answer a question well enough to be followed.
MOST_ENTRIES = 20


@made_of(index_version)
@require_safe
def feed(request):
    """``/search/feed/?q=``: what answers a question now, dated by its last change."""
    question, code = clean(request.GET.get("q", "")), request.GET.get("district", "")
    district = chosen_district(code)
    if district is None or not question:
        reason = NO_LISTS if question else NO_QUESTION
        return HttpResponseBadRequest(reason, content_type="text/plain; charset=utf-8")
    address = question_address(question, code)
    return atom(
        request,
        name=f"search?{address.partition('?')[2]}",
        title=f"“{question}”的相关清单条目",
        address=address,
        items=_items(found_keys(question, district)),
    )


def found_keys(question, district):
    """(section, slug of the department, code) of the entries that answer a question (a set)."""
    ready = indexes.get(district)
    found = answer(question, ready.index, ready.vocabulary, MOST_ENTRIES)
    return {(one.entry.section, one.entry.department, one.entry.code) for one in found.entries}


def _items(keys):
    items = [item for model in section_models() for item in entry_items(_entries(model, keys))]
    return sorted(items, key=lambda item: item.updated, reverse=True)


def _entries(model, keys):
    """The entries of one section that are among the keys (list)."""
    wanted = {(slug, code) for section, slug, code in keys if section == model.section_key}
    if not wanted:
        return []
    slugs, codes = zip(*wanted, strict=True)
    near = model.objects.in_force().filter(edition__department__slug__in=slugs, code__in=codes)
    return [one for one in near.with_rows() if (one.edition.department.slug, one.code) in wanted]
