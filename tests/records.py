"""One record of each model that belongs to an edition, for tests that go over all of them."""

from django.db import models

from departments.models import Edition
from tests.factories import (
    add_annex,
    add_heading,
    add_note,
    add_power,
    extra,
    fill,
    make_department,
    make_draft,
    publish,
)


def whole_draft(department=None):
    """A draft with one record of every model, and something in each of their columns.

    The duty has a group and further columns, the power sub-items that have them.
    """
    draft = fill(make_draft(department or make_department()))
    duty = draft.duty_set.get()
    duty.group, duty.extras = "一、社会事务", [extra()]
    duty.save()
    item = {"sub_item": "新办", "basis": "《公共场所卫生管理条例》", "extras": [extra("办理时限")]}
    add_power(draft, kind="行政许可", items=[item])
    table = {"headings": ["情形", "处理"], "rows": [["不作为", "通报批评"]]}
    add_annex(draft, after="services", tables=[table])
    add_note(draft, after="duties")
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
