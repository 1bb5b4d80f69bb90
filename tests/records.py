"""One record of each model that belongs to an edition, for tests that go over all of them."""

from django.db import models

from departments.models import Edition
from tests.factories import (
    add_annex,
    add_heading,
    add_note,
    fill,
    make_department,
    make_draft,
    publish,
)


def whole_draft(department=None):
    """A draft with one record of every model."""
    draft = fill(make_draft(department or make_department()), powers=True)
    add_annex(draft)
    add_note(draft)
    add_heading(draft, marker="无")
    return draft


def whole_edition(department=None):
    """A published edition with one record of every model."""
    return publish(whole_draft(department))


def record_of(model, edition):
    """The edition's record of a model."""
    return model.objects.get(**{model.lookup_to_edition("pk"): edition.pk})


def text_column(model):
    """Name of a text column that no constraint is about."""
    if model is Edition:
        return "title"
    texts = (models.CharField, models.TextField)
    return [field.name for field in model._meta.concrete_fields if isinstance(field, texts)][-1]
