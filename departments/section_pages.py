"""The two public pages of each section: all its entries with filters, and one entry whole."""

from django.core.paginator import Paginator
from django.shortcuts import render

from .contents import entries_of
from .days import day_query, requested_day
from .excerpts import make_hit
from .facets import State, chips, facets
from .refusals import NotPublic
from .timeline import timeline

PAGE_SIZE = 20


def entry_index(request, filterset_class):
    """The entries of all departments in force that pass the filters of the address."""
    day = requested_day(request)
    model = filterset_class._meta.model
    filterset = filterset_class(request.GET, model.objects.in_force(day))
    page = Paginator(filterset.entries().with_rows(), PAGE_SIZE).get_page(request.GET.get("page"))
    words = filterset.words
    context = _filter_context(request, filterset, day) | {
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(
            page.number, on_each_side=2, on_ends=1
        ),
        "hits": [make_hit(entry, words, filterset.excerpted) for entry in page],
        "day": day,
        "day_query": day_query(day),
    }
    status = 200 if filterset.is_valid() else 400
    return render(request, f"{model.section_key}/index.html", context, status=status)


def entry_page(request, model, slug, code):
    """One entry of the edition in force, with its rows and its neighbours in the list."""
    day = requested_day(request)
    current, *earlier = timeline(slug, day)
    entries = entries_of(current.edition, model)
    entry = (
        entries.select_related("source").prefetch_related(model.rows_name).filter(code=code).first()
    )
    if entry is None:
        return _entry_gone(request, model, code, current, earlier)
    context = {
        "entry": entry,
        "edition": current.edition,
        "department": current.edition.department,
        "section_title": model.section_title,
        "section_key": model.section_key,
        "previous": entries.filter(position__lt=entry.position).last(),
        "next": entries.filter(position__gt=entry.position).first(),
        "day": day,
        "day_query": day_query(day),
    }
    return render(request, f"{model.section_key}/entry.html", context)


def _filter_context(request, filterset, day):
    state = State(request.GET, [*filterset.filters, "on"])
    offered = facets(filterset, state)
    return {
        "errors": filterset.error_sentences(),
        "text": request.GET.get("q", ""),
        "other_filters": state.pairs(without="q"),
        "facets": offered,
        "several_districts": any(facet.name == "district" for facet in offered),
        "chips": chips(filterset, state, day),
    }


def _entry_gone(request, model, code, current, earlier):
    """Says in which earlier edition an entry stood last (410). Raises NotPublic if in none."""
    editions = {span.edition.pk: span for span in earlier}
    last = (
        model.objects.filter(edition__in=editions, code=code).order_by("-edition__number").first()
    )
    if last is None:
        raise NotPublic(f"这份清单没有编码为 {code} 的条目。")
    span = editions[last.edition_id]
    context = {
        "code": code,
        "heading": last.heading,
        "department": current.edition.department,
        "current": current.edition,
        "span": span,
        "address": f"{span.edition.get_absolute_url()}#{code}",
    }
    return render(request, "departments/entry_gone.html", context, status=410)
