"""A text field that is added to a section must be searched, or stand here with a reason."""

import pytest
from django.db.models import CharField, TextField
from django.urls import resolve, reverse

from departments.models import rows_of, section_models
from departments.pages.filters import filterset_of

EXEMPT = {
    "number": "a printed number says nothing about the entry",
}


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
    assert resolve(reverse(f"{model.section_key}:index")).kwargs == {"model": model}
