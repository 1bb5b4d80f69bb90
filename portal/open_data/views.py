import json
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.publishing import chain_heads
from departments.publishing.heads import heads_document
from departments.reading.contents import lists_in_force
from departments.reading.days import day_query, requested_day
from departments.reading.refusals import NotPublic
from portal.exchange.writers.tables import tables_by_district
from portal.page_cache.state import kept, kept_with_heads

from .answers import answer
from .dictionary import parts
from .files import DEPARTMENT_FORMATS, DISTRICT_FORMATS
from .linked_terms import LINKED_TERMS, UNSAID

RECIPE = Path(__file__).with_name("verify_list.py").read_text("utf-8")


@kept
@require_safe
def index(request):
    """What there is to take away, in which formats, and how to check it."""
    day = requested_day(request)
    lists = list(lists_in_force(day))
    tables = tables_by_district(lists)
    context = {
        "districts": [
            (district, list(editions), tables[district.pk])
            for district, editions in groupby(lists, lambda one: one.department.district)
        ],
        "district_formats": DISTRICT_FORMATS,
        "department_formats": DEPARTMENT_FORMATS,
        "recipe": RECIPE,
        "licence": settings.OPEN_DATA_LICENCE,
        "day": day,
        "day_query": day_query(day),
    }
    return render(request, "data/index.html", context)


@kept
@require_safe
def dictionary(request):
    """What every field of every format means."""
    context = {"parts": parts(), "terms": LINKED_TERMS, "unsaid": UNSAID}
    return render(request, "data/dictionary.html", context)


@kept_with_heads
@require_safe
def heads(request):
    """The digests of the lists in force on a day, to be kept by anyone."""
    editions = list(lists_in_force(requested_day(request)))
    if not editions:
        raise NotPublic("这一天还没有施行的清单。")
    document = heads_document(editions, chain_heads.heads())
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return answer(
        request,
        text.encode(),
        plain_name="heads.json",
        name="清单摘要.json",
        published_at=max(edition.published_at for edition in editions),
    )
