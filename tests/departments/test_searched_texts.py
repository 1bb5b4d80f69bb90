"""A text field that is added to a section must be searched, or stand here with a reason."""

import pytest
from django.db.models import CharField, TextField
from django.urls import resolve, reverse

from departments.filters import EntryFilterSet
from departments.models import rows_of, section_models

EXEMPT = {
    "number": "a printed number says nothing about the entry",
}


def filterset_of(model):
    """The filter set that the section's page uses."""
    module = __import__(f"{model.section_key}.filters", fromlist=["filters"])
    return next(
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, EntryFilterSet) and one._meta.model is model
    )


def text_fields(model):
    fields = [
        field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)
    ]
    return {field.name for field in fields} - set(EXEMPT)


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_every_text_of_an_entry_and_its_rows_is_searched(model):
    rows = {f"{model.rows_name}__{name}" for name in text_fields(rows_of(model).related_model)}
    assert set(filterset_of(model).searched) == text_fields(model) | rows


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_every_section_has_its_page(model):
    assert resolve(reverse(f"{model.section_key}:index")).func.__module__ == (
        f"{model.section_key}.views"
    )
