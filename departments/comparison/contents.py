"""What editions say, loaded for comparing: plain texts, in a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cache

from django.db import models

from ..models import Annex, SectionHeading, rows_of, section_models

#: Text columns that are names for the site's own use, and no text of the list.
_NO_TEXT = {"code", "section", "after"}


@dataclass(frozen=True)
class Wording:
    """What an entry says: its texts, and those of its rows, in the order of ``text_fields``."""

    texts: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Contents:
    """What an edition says. Entries are by section and code, in the order of the list."""

    entries: dict[str, dict[str, Wording]]
    annexes: list[Wording] = field(default_factory=list)
    headings: list[Wording] = field(default_factory=list)


def load_contents(editions):
    """What some editions say, by primary key (dict of Contents; ten queries).

    None is among the keys: an edition that says nothing.
    """
    ids = {edition.pk for edition in editions if edition}
    found = {
        pk: Contents({model.section_key: {} for model in section_models()}) for pk in {*ids, None}
    }
    for model in section_models():
        rows = _rows(model, "edition__in", ids)
        names = ("edition_id", "pk", "code", *_names(model))
        for edition, pk, code, *texts in _of_editions(model, ids).values_list(*names):
            wording = Wording(tuple(texts), tuple(rows.get(pk, ())))
            found[edition].entries[model.section_key][code] = wording
    for model, name in ((Annex, "annexes"), (SectionHeading, "headings")):
        for edition, *texts in _of_editions(model, ids).values_list("edition_id", *_names(model)):
            getattr(found[edition], name).append(Wording(tuple(texts)))
    return found


def load_wordings(model, code, editions):
    """What one entry says in some editions, by the edition's primary key (dict; two queries)."""
    entries = _of_editions(model, {edition.pk for edition in editions}).filter(code=code)
    found = {
        pk: (edition, texts)
        for edition, pk, *texts in entries.values_list("edition_id", "pk", *_names(model))
    }
    rows = _rows(model, "pk__in", list(found))
    return {
        edition: Wording(tuple(texts), tuple(rows.get(pk, ())))
        for pk, (edition, texts) in found.items()
    }


@cache
def text_fields(model):
    """The fields of a model that hold text of the list (list)."""
    kinds = (models.TextField, models.CharField)
    fields = model._meta.concrete_fields
    texts = [each for each in fields if isinstance(each, kinds) and each.name not in _NO_TEXT]
    # What an entry is called comes first; the group above it is said last.
    return sorted(texts, key=lambda each: each.name == "group")


def _of_editions(model, ids):
    return model.objects.filter(edition__in=ids).order_by("edition", "position")


def _rows(model, condition, values):
    """The rows of entries of a section, by entry (dict of lists).

    ``condition`` is a lookup from the entry, e.g. ``edition__in``, for which ``values`` stand.
    """
    relation = rows_of(model)
    rows, link = relation.related_model, relation.field.name
    found = {}
    query = rows.objects.filter(**{f"{link}__{condition}": values}).order_by(link, "position")
    for owner, *texts in query.values_list(f"{link}_id", *_names(rows)):
        found.setdefault(owner, []).append(tuple(texts))
    return found


def _names(model):
    return [each.name for each in text_fields(model)]
