"""In which edition entries took the wording that they have now."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from ..models import Edition
from ..texts.values import without

#: Parts of a record that are no wording: where it stands, what number is printed beside it.
_NO_WORDING = {"code", "number", "source_line"}


def last_changes(entries):
    """The edition in which each of some entries of one section changed last (dict by entry).

    ``entries`` is a list, loaded ``with_rows``, of editions in force. Three queries for however
    many entries and editions.
    """
    if not entries:
        return {}
    versions = _versions(type(entries[0]), entries)
    return {entry: _first_with_wording(entry, versions) for entry in entries}


def _versions(model, entries):
    """What entries of these codes and departments said in each edition begun (dict).

    ``before`` is the number of the edition whose place theirs took.
    """
    uncancelled = Edition.objects.uncancelled()
    begun = uncancelled.filter(
        department__in={entry.edition.department_id for entry in entries},
        effective_from__lte=timezone.localdate(),
    )
    before = uncancelled.filter(
        department=OuterRef("edition__department"), number__lt=OuterRef("edition__number")
    )
    found = defaultdict(dict)
    same_codes = model.objects.filter(
        edition__in=begun, code__in={one.code for one in entries}
    ).annotate(before=Subquery(before.order_by("-number").values("number")[:1]))
    for one in same_codes.select_related("edition").prefetch_related(model.rows_name):
        found[one.edition.department_id, one.code][one.edition.number] = one
    return found


def _first_with_wording(entry, versions):
    """The first of the editions that have said the same ever since."""
    versions = versions[entry.edition.department_id, entry.code]
    first, wording = versions[entry.edition.number], without(entry.to_record(), _NO_WORDING)
    while (one := versions.get(first.before)) and without(one.to_record(), _NO_WORDING) == wording:
        first = one
    return first.edition
