"""A moment is named by the day and hour at which it was here: 23:30 UTC is the morning after."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import DateTimeField

from portal.reviews.drafting.forms.opening import OpeningForm
from tests.factories import make_draft, make_edition

#: What django-axes keeps is shown nowhere.
OURS = [model for model in apps.get_models() if model._meta.app_label != "axes"]
LATE = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def moments(model):
    """That a record's moments are all the same late one (dict of arguments)."""
    return {one.name: LATE for one in model._meta.fields if isinstance(one, DateTimeField)}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_record_is_named_by_local_time(model):
    name = ""
    with suppress(ObjectDoesNotExist, AttributeError):  # named by what it belongs to
        name = str(model(**moments(model)))
    assert "03-01" not in name
    assert "3月1日" not in name


def test_a_draft_is_offered_by_the_day_here(db):
    department = make_edition().department
    draft = make_draft(department)
    draft.created_at = LATE
    draft.save()
    labels = [label for _, label in OpeningForm(department).fields["start"].choices]
    assert "导入后尚未使用的草稿（2026年03月02日建立）" in labels
