"""The sections, found by their keys in addresses, and the entries of a draft."""

from django.http import Http404

from departments.models import rows_of, section_models
from departments.publishing.codes import is_code
from departments.reading.contents import entries_of


def section_called(key):
    """The section model of a key (``duties``). Raises Http404."""
    for model in section_models():
        if model.section_key == key:
            return model
    raise Http404("清单没有这一部分。")


def row_model(model):
    """The model of the rows of a section's entries."""
    return rows_of(model).related_model


def find(draft, model, code):
    """The entry of a code in a draft, with its rows; None if the draft has none."""
    entries = entries_of(draft, model).prefetch_related(model.rows_name)
    return entries.filter(code=code).select_related("source").first()


def could_have(model, code):
    """Whether a section could have had an entry of such a code (bool)."""
    return is_code(code, model.code_prefix)
