"""The two public pages of each section: all its entries with filters, and one entry whole."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from ..reading.contents import entries_of, list_templates
from ..reading.days import day_query, requested_day
from ..reading.history import entry_history
from ..reading.refusals import NotPublic
from ..reading.timeline import timeline
from .citing import qr_code, reference
from .excerpts import make_hit
from .facets import State, chips, facets
from .feeds import section_feed
from .filters import filterset_of

PAGE_SIZE = 20


def section_urls(model, *further):
    """The addresses of a section (list): of all its entries, the feed, each entry, and further ones."""
    key = model.section_key
    given = {"model": model}
    return [
        path(f"{key}/", entry_index, given, name="index"),
        path(f"{key}/feed/", section_feed, given, name="feed"),
        *further,
        path(f"departments/<slug:slug>/{key}/<slug:code>/", entry_page, given, name="entry"),
    ]


@require_safe
def entry_index(request, model, filterset_class=None, template="index"):
    """The entries of all departments in force that pass the filters of the address.

    ``template`` is the name of a page of the section that extends ``entry_index.html``; without
    one of its own it has that.
    """
    day = requested_day(request)
    filterset_class = filterset_class or filterset_of(model)
    filterset = filterset_class(request.GET, model.objects.in_force(day))
    page = Paginator(filterset.entries().with_rows(), PAGE_SIZE).get_page(request.GET.get("page"))
    words = filterset.words
    context = _filter_context(request, filterset, day) | {
        "section": model.section,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(
            page.number, on_each_side=2, on_ends=1
        ),
        "hits": [make_hit(entry, words, filterset.excerpted) for entry in page],
        "day": day,
        "day_query": day_query(day),
    }
    status = 200 if filterset.is_valid() else 400
    templates = [f"{model.section_key}/{template}.html", "departments/entry_index.html"]
    return render(request, templates, context, status=status)


@require_safe
def entry_page(request, model, slug, code):
    """One entry of the edition in force, with its rows, its neighbours in the list and its past."""
    day = requested_day(request)
    spans = timeline(slug, day)
    edition = spans[0].edition
    entries = entries_of(edition, model)
    entry = (
        entries.select_related("source").prefetch_related(model.rows_name).filter(code=code).first()
    )
    context = {
        "code": code,
        "department": edition.department,
        "edition": edition,
        "section_title": model.section_title,
        "section_key": model.section_key,
        "history": entry_history(model, code, spans),
        "day": day,
        "day_query": day_query(day),
    }
    if entry is None:
        return _entry_gone(request, model, context)
    permalink = request.build_absolute_uri(entry.get_absolute_url())
    context |= {
        "entry": entry,
        "reference": reference(entry, edition, permalink + day_query(edition.effective_from)),
        "qr_code": qr_code(permalink),
        "previous": entries.filter(position__lt=entry.position).last(),
        "next": entries.filter(position__gt=entry.position).first(),
    }
    return render(request, entry_templates(model), context)


def entry_templates(model):
    """Names of the templates of the page of a section's entry: its own, or else that of all."""
    return [f"{model.section_key}/entry.html", "departments/entry_page.html"]


def _filter_context(request, filterset, day):
    state = State(request.GET, [*filterset.filters, "on"])
    model = filterset._meta.model
    offered = facets(filterset, state)
    return {
        "feed": f"{reverse(f'{model.section_key}:feed')}{state.dropping('on').rstrip('?')}",
        "feed_title": f"{model.section_title}的更新",
        "errors": filterset.error_sentences(),
        "text": request.GET.get("q", ""),
        "other_filters": state.pairs(without="q"),
        "facets": offered,
        "several_districts": any(facet.name == "district" for facet in offered),
        "chips": chips(filterset, state, day),
    }


def _entry_gone(request, model, context):
    """Says what the entry said last, and in which edition (410). Raises NotPublic if in none."""
    if not context["history"]:
        raise NotPublic(f"这份清单没有编码为 {context['code']} 的条目。")
    step = context["history"][-1]
    entries = entries_of(step.previous, model).prefetch_related(model.rows_name)
    context |= {
        "step": step,
        "entries": entries.filter(code=context["code"]),
        "list_template": list_templates(model),
        "day_query": day_query(step.previous.effective_from),
    }
    return render(request, "departments/entry_gone.html", context, status=410)
