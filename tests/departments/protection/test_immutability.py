"""Django itself refuses to write to a published edition, by whichever way one comes."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError, Value

from departments.models import Annex, Edition, ListEntry, SectionHeading, rows_of, section_models
from departments.protection.immutability import (
    PublishedEditionError,
    Record,
    RecordQuerySet,
    record_models,
)
from duties.models import Duty, WorkItem
from tests.admin import stored
from tests.databases import refused_by_the_database
from tests.factories import add_duty, make_draft, publish
from tests.records import record_of, text_column, whole_draft, whole_edition


def edition_and_draft():
    """A department's published edition and its draft of the next."""
    edition = whole_edition()
    return edition, whole_draft(edition.department)


@contextmanager
def refused():
    with pytest.raises(PublishedEditionError), transaction.atomic():
        yield


def save(record, column):
    setattr(record, column, "改过的")
    record.save()


def save_one_column(record, column):
    setattr(record, column, "改过的")
    record.save(update_fields=[column])


def delete(record, column):
    record.delete()


def queryset_update(record, column):
    type(record).objects.filter(pk=record.pk).update(**{column: "改过的"})


def queryset_update_of_an_expression(record, column):
    type(record).objects.update(**{column: F(column)})


def queryset_delete(record, column):
    type(record).objects.filter(pk=record.pk).delete()


def bulk_update(record, column):
    setattr(record, column, "改过的")
    type(record).objects.bulk_update([record], [column])


def update_or_create(record, column):
    type(record).objects.update_or_create(pk=record.pk, defaults={column: "改过的"})


WAYS = [
    save,
    save_one_column,
    delete,
    queryset_update,
    queryset_update_of_an_expression,
    queryset_delete,
    bulk_update,
    update_or_create,
]


@pytest.mark.parametrize("write", WAYS)
def test_a_published_edition_refuses(db, write):
    edition = whole_edition()
    before = stored(edition)
    for model in record_models():
        with refused():
            write(record_of(model, edition), text_column(model))
    assert stored(edition) == before


@pytest.mark.parametrize("write", WAYS)
def test_a_draft_allows(db, write):
    draft = whole_draft()
    for model in reversed(record_models()):  # rows before their entries, the edition last
        write(record_of(model, draft), text_column(model))


@pytest.mark.parametrize("write", [save, save_one_column, delete, bulk_update])
def test_a_record_read_before_the_publication_is_refused_after_it(db, write):
    draft = whole_draft()
    records = [record_of(model, draft) for model in record_models()]
    before = stored(publish(draft))
    for record in records:
        with refused():
            write(record, text_column(type(record)))
    assert stored(draft) == before


def copy_of(record):
    """An unsaved copy, at a free place."""
    copy = type(record).objects.get(pk=record.pk)
    copy.pk, copy._state.adding = None, True
    copy.position += 100
    if isinstance(copy, ListEntry):
        copy.code = f"{copy.code_prefix}-9999"
    return copy


PARTS = [model for model in record_models() if model is not Edition]
ADDITIONS = {
    "save": lambda copy: copy.save(),
    "bulk_create": lambda copy: type(copy).objects.bulk_create([copy]),
    "create": lambda copy: type(copy).objects.create(**columns(copy)),
    "get_or_create": lambda copy: type(copy).objects.get_or_create(**columns(copy)),
    "update_or_create": lambda copy: type(copy).objects.update_or_create(**columns(copy)),
}


def columns(record):
    fields = [field for field in record._meta.concrete_fields if not field.primary_key]
    return {field.attname: getattr(record, field.attname) for field in fields}


@pytest.mark.parametrize("add", ADDITIONS.values(), ids=ADDITIONS)
def test_nothing_is_added_to_a_published_edition_but_to_a_draft(db, add):
    edition, draft = edition_and_draft()
    before = stored(edition)
    for model in PARTS:
        with refused():
            add(copy_of(record_of(model, edition)))
    assert stored(edition) == before
    for model in PARTS:
        add(copy_of(record_of(model, draft)))
        assert len(stored(draft)[model]) == 2


@pytest.mark.parametrize("model", PARTS)
def test_related_managers_of_a_published_record_refuse(db, model):
    edition, draft = edition_and_draft()
    own, other = record_of(model, edition), record_of(model, draft)
    parent = getattr(own, model.edition_path.split("__")[0])
    related = getattr(parent, relation_to(model))
    before = stored(edition)
    values = columns(copy_of(own))
    for write in (
        lambda: related.create(**values),
        lambda: related.update(**{text_column(model): "改过的"}),
        lambda: related.all().delete(),
        lambda: related.bulk_create([copy_of(own)]),
        lambda: related.get_or_create(**values),
        lambda: related.update_or_create(pk=own.pk, defaults={text_column(model): "改过的"}),
        lambda: related.add(other, bulk=False),
    ):
        with refused():
            write()
    with refused_by_the_database():
        related.add(other)
    assert stored(edition) == before


def relation_to(model):
    """The name under which a record's owner knows such records."""
    return model._meta.get_field(model.edition_path.split("__")[0]).remote_field.get_accessor_name()


@pytest.mark.parametrize("model", PARTS)
def test_a_record_of_a_draft_is_not_moved_into_a_published_edition(db, model):
    edition, draft = edition_and_draft()
    owner = model.edition_path.split("__")[0]
    record, target = record_of(model, draft), getattr(record_of(model, edition), owner)
    before = stored(edition), stored(draft)
    record.position += 100
    setattr(record, owner, target)
    for write in (record.save, lambda: model.objects.bulk_update([record], [owner, "position"])):
        with refused():
            write()
    with refused_by_the_database():
        model.objects.filter(pk=record.pk).update(**{owner: target, "position": 101})
    assert (stored(edition), stored(draft)) == before


@pytest.mark.parametrize("model", PARTS)
def test_a_record_of_a_published_edition_is_not_moved_out_into_a_draft(db, model):
    edition, draft = edition_and_draft()
    owner = model.edition_path.split("__")[0]
    record, target = record_of(model, edition), getattr(record_of(model, draft), owner)
    before = stored(edition), stored(draft)
    record.position += 100
    setattr(record, owner, target)
    for write in (
        record.save,
        lambda: model.objects.bulk_update([record], [owner, "position"]),
        lambda: model.objects.filter(pk=record.pk).update(**{owner: target, "position": 101}),
    ):
        with refused():
            write()
    assert (stored(edition), stored(draft)) == before


def test_an_upsert_does_not_reach_a_published_record(db):
    edition, draft = edition_and_draft()
    before = stored(edition)
    item, target = record_of(WorkItem, edition), record_of(Duty, draft)
    forged = WorkItem(pk=item.pk, duty=target, position=9, text="改过的")
    with refused_by_the_database():
        WorkItem.objects.bulk_create(
            [forged],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["duty", "position", "text"],
        )
    assert stored(edition) == before


def test_a_new_record_under_a_published_key_does_not_take_its_place(db):
    edition, draft = edition_and_draft()
    before = stored(edition)
    item, target = record_of(WorkItem, edition), record_of(Duty, draft)
    with pytest.raises((PublishedEditionError, IntegrityError)), transaction.atomic():
        WorkItem(pk=item.pk, duty=target, position=9, text="改过的").save()
    with refused():
        Edition(pk=edition.pk, department=edition.department).save()
    assert stored(edition) == before


def test_django_internals_are_refused_by_the_database(db):
    edition = whole_edition()
    before = stored(edition)
    item = record_of(WorkItem, edition)
    item.text = "改过的"
    for write in (
        lambda: WorkItem._base_manager.filter(pk=item.pk).update(text="改过的"),
        lambda: WorkItem.objects.filter(pk=item.pk)._raw_delete("default"),  # noqa: SLF001
        lambda: item.save_base(raw=True),  # what loaddata does
    ):
        with refused_by_the_database():
            write()
    assert stored(edition) == before


@pytest.mark.parametrize("make", [whole_draft, whole_edition])
def test_a_department_or_district_with_a_list_is_not_deleted(db, make):
    edition = make()
    for owner in (edition.department, edition.department.district):
        with pytest.raises(ProtectedError):
            owner.delete()
        with pytest.raises(ProtectedError):
            type(owner).objects.all().delete()
    assert Edition.objects.count() == 1


def test_deleting_a_draft_leaves_the_published_edition_alone(db):
    edition = whole_edition()
    draft = whole_draft(edition.department)
    before = stored(edition)
    draft.delete()
    assert stored(edition) == before
    assert all(model.objects.count() == 1 for model in section_models())


def test_one_published_record_among_drafts_stops_the_whole_write(db):
    edition, draft = edition_and_draft()
    before = stored(edition), stored(draft)
    items = list(WorkItem.objects.all())
    for item in items:
        item.text = "改过的"
    for write in (
        lambda: WorkItem.objects.update(text="改过的"),
        lambda: WorkItem.objects.all().delete(),
        lambda: WorkItem.objects.bulk_update(items, ["text"]),
        lambda: Edition.objects.all().delete(),
    ):
        with refused():
            write()
    assert (stored(edition), stored(draft)) == before


PUBLISHED = {
    "state": "published",
    "number": 1,
    "effective_from": "2024-01-01",
    "published_at": "2024-01-01T00:00Z",
    "digest": "f" * 64,
    "record_digest": "f" * 64,
}


def published_in_memory(draft, **values):
    for name, value in (PUBLISHED | values).items():
        setattr(draft, name, value)
    return draft


@pytest.mark.parametrize("state", ["published", Value("published")], ids=["text", "expression"])
def test_a_draft_becomes_published_in_no_other_way(db, state):
    draft = make_draft()
    add_duty(draft)
    values = PUBLISHED | {"state": state}
    for write in (
        lambda: published_in_memory(draft, state=state).save(),
        lambda: Edition.objects.filter(pk=draft.pk).update(**values),
        lambda: Edition.objects.bulk_update([published_in_memory(draft, state=state)], [*values]),
        lambda: Edition.objects.create(department=draft.department, **values),
        lambda: Edition.objects.bulk_create([Edition(department=draft.department, **values)]),
        lambda: Edition.objects.update_or_create(pk=draft.pk, defaults=values),
    ):
        with pytest.raises(PublishedEditionError, match="只能经审查公布"):
            write()
    assert not Edition.objects.published().exists()
    assert Edition.objects.count() == 1


def test_every_part_of_an_edition_is_a_record():
    assert {Edition, Annex, SectionHeading, *section_models()} < set(record_models())
    rows = [rows_of(model).related_model for model in section_models()]
    assert set(rows) <= set(record_models())
    for model in record_models():
        assert isinstance(model.objects.all(), RecordQuerySet)
        assert issubclass(model, Record)
