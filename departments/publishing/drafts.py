"""Drafts that begin as the copy of an edition, and entries copied from one into another."""

from django.db import transaction

from ..models import Edition, beside_models, section_models

#: What a copy does not take over: its own key, and whom it belongs to.
_OWN = {"id", "edition"}


@transaction.atomic
def draft_from(edition, department=None):
    """A new draft that says what an edition says, under the same codes (returns the Edition).

    ``edition`` may be None: the draft is then an empty one of ``department``.
    """
    if edition is None:
        return Edition.objects.create(department=department)
    draft = Edition.objects.create(
        department=edition.department,
        title=edition.title,
        list_type=edition.list_type,
        source=edition.source,
    )
    copy_prose(edition, draft)
    for model in section_models():
        copy_entries(model.objects.filter(edition=edition).order_by("position"), draft)
    return draft


def copy_prose(edition, draft):
    """Copy what an edition says beside its entries (headings, annexes, notes) into a draft."""
    for model in beside_models():
        _copy(model.objects.filter(edition=edition), {"edition": draft})


@transaction.atomic
def replace_prose(edition, draft):
    """Have a draft's title, list type and what it says beside its entries be those of an edition."""
    draft.title, draft.list_type = edition.title, edition.list_type
    draft.save(update_fields=["title", "list_type"])
    for model in beside_models():
        model.objects.filter(edition=draft).delete()
    copy_prose(edition, draft)


def copy_entries(entries, draft):
    """Copy entries of one section (a queryset), rows included, into a draft, at their positions."""
    entries = list(entries)
    if not entries:
        return
    model = type(entries[0])
    copies = model.objects.bulk_create(_twin(entry, {"edition": draft}) for entry in entries)
    copy_of = dict(zip((entry.pk for entry in entries), copies, strict=True))
    link = model._meta.get_field(model.rows_name).field
    rows = link.model.objects.filter(**{f"{link.name}__in": entries})
    link.model.objects.bulk_create(
        _twin(row, {link.name: copy_of[getattr(row, link.attname)]})
        for row in rows.order_by(link.name, "position")
    )


def _copy(records, owner):
    return records.model.objects.bulk_create(_twin(record, owner) for record in records)


def _twin(record, owner):
    fields = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in _OWN | set(owner)
    }
    return type(record)(**fields, **owner)
