"""The files of open data. Each is about lists in force, or about one edition for ever."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from departments.reading.contents import lists_in_force
from departments.reading.days import requested_day
from departments.reading.refusals import NotPublic
from departments.reading.timeline import public_span, timeline
from portal.exchange.writers.csv import table_to_csv, to_csv
from portal.exchange.writers.formats import WRITERS
from portal.exchange.writers.json import lists_to_json
from portal.exchange.writers.linked.jsonld import to_jsonld
from portal.exchange.writers.tables import TITLES, make_table
from portal.exchange.writers.xlsx import to_xlsx
from portal.page_cache.state import kept

from .answers import answer

#: The formats by the ends of addresses, and what they are called.
DISTRICT_FORMATS = {"json": "JSON", "csv": "CSV", "xlsx": "XLSX", "jsonld": "JSON-LD"}
DEPARTMENT_FORMATS = {**DISTRICT_FORMATS, "docx": "DOCX"}


@kept
@require_safe
def district(request, code, format):
    """All lists of a district that are in force, in one file."""
    _check(format, DISTRICT_FORMATS)
    editions = _district_lists(request, code)
    writers = {
        "json": lambda: lists_to_json(editions).encode(),
        "csv": lambda: to_csv(editions),
        "xlsx": lambda: to_xlsx(editions),
        "jsonld": lambda: _linked(request, editions),
    }
    return _answer_district(request, editions, writers[format](), f".{format}", f".{format}")


@kept
@require_safe
def table(request, code, key):
    """One table of all lists of a district that are in force, e.g. their duties, as CSV."""
    if key not in TITLES:
        raise NotPublic(f"没有“{key}”这张表，可用的有：{'、'.join(TITLES)}。")
    editions = _district_lists(request, code)
    made = make_table(key, editions)
    if not made.is_there:
        raise NotPublic(f"这些清单都没有{made.title}。")
    content = table_to_csv(made)
    return _answer_district(request, editions, content, f"-{key}.csv", f"-{TITLES[key]}.csv")


@kept
@require_safe
def department(request, slug, format):
    """A department's list that is in force."""
    _check(format, DEPARTMENT_FORMATS)
    return _answer_list(request, timeline(slug, requested_day(request))[0].edition, format)


@kept
@require_safe
def edition(request, slug, number, format):
    """One edition that has come into force, or was cancelled: its address never means another."""
    _check(format, DEPARTMENT_FORMATS)
    return _answer_list(request, public_span(slug, number).edition, format)


def _check(format, formats):
    if format not in formats:
        raise NotPublic(f"没有“{format}”格式的文件，可用的格式有：{'、'.join(formats)}。")


def _district_lists(request, code):
    day = requested_day(request)
    editions = list(lists_in_force(day).filter(department__district__code=code))
    if not editions:
        on = date_format(day or timezone.localdate())
        raise NotPublic(f"没有行政区划代码为 {code} 的区县，或者它在{on}还没有施行的清单。")
    return editions


def _linked(request, editions):
    site = request.build_absolute_uri(reverse("pages:home"))
    return to_jsonld(editions, site, settings.OPEN_DATA_LICENCE).encode()


def _answer_district(request, editions, content, plain_end, end):
    district = editions[0].department.district
    return answer(
        request,
        content,
        plain_name=f"{district.code}{plain_end}",
        name=f"{district.name}责任清单{end}",
        published_at=max(edition.published_at for edition in editions),
    )


def _answer_list(request, edition, format):
    content = _linked(request, [edition]) if format == "jsonld" else WRITERS[format](edition)
    department, list_type = edition.department, edition.list_type or "责任清单"
    return answer(
        request,
        content,
        plain_name=f"{department.slug}-{edition.number}.{format}",
        name=f"{department.short_name}{list_type}第{edition.number}版.{format}",
        published_at=edition.published_at,
    )
