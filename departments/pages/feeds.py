"""Feeds to follow the lists by: publications, and the entries that pass some filters."""

from django.db.models import DateTimeField
from django.db.models.functions import Cast, Greatest
from django.http import HttpResponseBadRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from ..comparison import summaries
from ..comparison.entries import NAMES
from ..models import Edition, shortened
from ..publishing.succession import predecessors
from ..reading.contents import overviews
from ..reading.latest import last_changes
from ..reading.timeline import timeline
from .atom import LONGEST, Item, atom, public_since
from .excerpts import excerpt
from .facets import State, chips
from .filters import filterset_of

#: Of so many lists, those published last, a feed of entries reads the past: it costs reading them.
LATEST_LISTS = 20
#: So many publications are told, each compared with the edition before it.
LATEST_PUBLICATIONS = 30


@require_safe
def site_feed(request):
    """The publications of all departments."""
    return atom(
        request,
        name="publications",
        title="各部门责任清单的公布与更新",
        address=reverse("departments:index"),
        items=_publications(Edition.objects.all()),
    )


@require_safe
def department_feed(request, slug):
    """The publications of one department."""
    department = timeline(slug)[0].edition.department
    return atom(
        request,
        name=f"department:{department.pk}",
        title=f"{department.name}责任清单的公布与更新",
        address=department.get_absolute_url(),
        items=_publications(department.editions.all()),
    )


@require_safe
def section_feed(request, model):
    """The entries of a section that pass the filters of the address, dated by their last change."""
    filterset = filterset_of(model)(request.GET, model.objects.in_force())
    if not filterset.is_valid():
        sentences = "\n".join(filterset.error_sentences())
        return HttpResponseBadRequest(sentences, content_type="text/plain; charset=utf-8")
    state = State(request.GET, filterset.filters)
    chosen = "，".join(chip.label for chip in chips(filterset, state, None))
    query = state.params.urlencode()
    return atom(
        request,
        name=f"{model.section_key}?{query}",
        title=f"{model.section_title}（{chosen}）" if chosen else model.section_title,
        address=reverse(f"{model.section_key}:index") + (f"?{query}" if query else ""),
        items=entry_items(_of_latest_lists(filterset.entries()), filterset.excerpted),
    )


def entry_items(entries, excerpted=None):
    """Entries in force as items, those changed last first (list of Item, LONGEST at most).

    ``excerpted`` is the field of the rows that the summary quotes, their first text without it.
    """
    changes = last_changes(list(entries))
    items = [_entry_item(entry, edition, excerpted) for entry, edition in changes.items()]
    return sorted(items, key=lambda item: item.updated, reverse=True)[:LONGEST]


def _of_latest_lists(entries):
    """Those of some entries that stand in the lists published last."""
    lists = Edition.objects.filter(pk__in=entries.order_by().values("edition"))
    latest = _latest_first(lists).values_list("pk", flat=True)[:LATEST_LISTS]
    return entries.filter(edition__in=list(latest)).with_rows()


def _entry_item(entry, edition, excerpted):
    """An entry, with the edition in which it changed last."""
    department = entry.edition.department
    quoted = excerpt(entry, [], excerpted) if excerpted else ""
    return Item(
        name=f"entry:{department.pk}:{entry.code}",
        title=f"{department}：{shortened(entry.heading) or entry.code}",
        summary=f"{edition.label}，{date_format(edition.effective_from)}起施行。{quoted}",
        address=entry.get_absolute_url(),
        updated=public_since(edition),
    )


def _publications(editions):
    """The last of some editions that have come into force (list of Item, the newest first)."""
    begun = editions.uncancelled().filter(effective_from__lte=timezone.localdate())
    latest = list(_latest_first(begun).select_related("department")[:LATEST_PUBLICATIONS])
    earlier = predecessors(latest)
    described = _described(latest, earlier)
    items = [_publication(edition, earlier[edition], described[edition]) for edition in latest]
    return sorted(items, key=lambda item: item.updated, reverse=True)


def _latest_first(editions):
    seen_from = Greatest("published_at", Cast("effective_from", DateTimeField()))
    return editions.order_by(seen_from.desc(), "-pk")


def _publication(edition, earlier, described):
    name = f"{edition.department_name}{edition.list_type or '责任清单'}"
    return Item(
        name=f"edition:{edition.digest}",
        title=f"{name}{edition.label}，{date_format(edition.effective_from)}起施行",
        summary=described,
        address=_address(edition, earlier),
        updated=public_since(edition),
    )


def _address(edition, earlier):
    """What an edition changed, for the first one all of it."""
    if earlier is None:
        return edition.get_absolute_url()
    numbers = earlier.number, edition.number
    return reverse("departments:compare", args=[edition.department.slug, *numbers])


def _described(editions, earlier):
    """What each of some editions brought (dict of str): what changed, or all of a first one."""
    pairs = [(earlier[one], one) for one in editions if earlier[one]]
    changed = zip((new for _, new in pairs), map(_changes, summaries(pairs)), strict=True)
    firsts = overviews(one for one in editions if earlier[one] is None)
    return dict(changed) | {one.edition: _contents(one.counts) for one in firsts}


def _changes(counts):
    said = [f"{word} {counts[name]} 项" for name, word in NAMES.items() if counts[name]]
    return f"与上一版相比，{'、'.join(said)}。" if said else "各条目与上一版相同。"


def _contents(counts):
    return f"首次公布：{'、'.join(f'{one.name} {one.count} 项' for one in counts)}。"
