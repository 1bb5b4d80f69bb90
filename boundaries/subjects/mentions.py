"""Where a department speaks of a thing outside its boundary matters."""

from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import Q, TextField

from departments.models import rows_of, section_models
from departments.pages.filters import has_row

from ..models import BoundaryMatter


def missing_sides(reading, on=None):
    """The missing sides of a subject with what their lists say elsewhere (list of Missing)."""
    silent = [one.body.department_id for one in reading.missing]
    found = mentions(reading.subject.keyword, silent, on)
    return [replace(one, mentions=found.get(one.body.department_id, [])) for one in reading.missing]


def mentions(word, departments, on=None):
    """Entries of the other sections that hold a word, by department key (dict of lists).

    One query for each section, whatever the number of departments.
    """
    found = {}
    if not word or not departments:
        return found
    for model in section_models():
        if model is BoundaryMatter:
            continue
        entries = model.objects.in_force(on).filter(edition__department__in=departments)
        for entry in entries.filter(_holds(model, word)).select_related("edition__department"):
            found.setdefault(entry.edition.department_id, []).append(entry)
    return found


def _holds(model, word):
    return _any_text(model, word) | Q(has_row(model, _any_text(rows_of(model).related_model, word)))


def _any_text(model, word):
    texts = [f.name for f in model._meta.concrete_fields if isinstance(f, TextField)]
    return reduce(or_, (Q(**{f"{name}__icontains": word}) for name in texts))
