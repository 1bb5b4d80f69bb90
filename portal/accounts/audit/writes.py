"""Changes of records, as somebody makes them in the admin: which fields said what before and after.

Heard from the models themselves, so that inlines, actions, imports and deletions are all noted,
whichever page they come from. Only of the models in ``watched``, and only while somebody is at work.
A write that cannot be noted fails, and with it the transaction that it is in.
"""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from departments.models import Edition
from departments.protection.immutability import Record
from departments.publishing.holds import held

from . import context
from .log import Kind, note
from .watched import BY_COMMANDS_TOO, MEMBERS, SECRET, UNTOLD, watched

#: What stands in the log for a secret, before and after.
NOT_TOLD, CHANGED = "（不记录）", "已更改"
_MEMBERS_CHANGE = {"add", "remove", "clear"}


def listen():
    """Note the changes of all watched models from now on."""
    for label in watched():
        pre_save.connect(remember, sender=label, dispatch_uid="audit.remember")
        post_save.connect(saved, sender=label, dispatch_uid="audit.saved")
        pre_delete.connect(remember, sender=label, dispatch_uid="audit.remember_deleted")
        post_delete.connect(deleted, sender=label, dispatch_uid="audit.deleted")
    for label in MEMBERS:
        m2m_changed.connect(members_changed, sender=label, dispatch_uid="audit.members")


def remember(instance, using, raw=False, **kwargs):
    """Before a write: keep the record as the database has it."""
    instance.audited_before = None
    instance.audited = not raw and _is_noted(instance)
    if instance.audited and instance.pk is not None:
        instance.audited_before = _stored(instance, using)


def saved(instance, using, **kwargs):
    if not instance.audited:
        return
    before, after = instance.audited_before, _stored(instance, using)
    changed = [field for field in _told(after) if before is None or _differs(field, before, after)]
    if changed:
        note(
            Kind.WRITE,
            after,
            f"{'修改' if before else '新增'}{after._meta.verbose_name}",
            before=before and _values(before, changed, secret=NOT_TOLD),
            after=_values(after, changed, secret=CHANGED),
        )


def deleted(instance, **kwargs):
    before = instance.audited and instance.audited_before
    if before:
        values = _values(before, _told(before), secret=NOT_TOLD)
        note(Kind.WRITE, before, f"删除{before._meta.verbose_name}", before=values)


def members_changed(instance, action, model, sender, **kwargs):
    """What belongs to a record by a table of its own: a user's groups, a group's permissions."""
    when, _, what = action.partition("_")
    if what not in _MEMBERS_CHANGE or not _is_noted(instance):
        return
    now = _members(instance, sender, model)
    if when == "pre":
        instance.audited_members = now
    elif now != instance.audited_members:
        name = str(model._meta.verbose_name)
        note(
            Kind.WRITE,
            instance,
            f"修改{instance._meta.verbose_name}的{name}",
            before={name: instance.audited_members},
            after={name: now},
        )


def _is_noted(instance):
    actor = context.current()
    if actor.operator:
        return instance._meta.label_lower in BY_COMMANDS_TOO
    return actor.user is not None and not _is_held(instance)


def _is_held(instance):
    # Whoever holds a draft notes its changes entry by entry.
    if not isinstance(instance, Record):
        return False
    edition = Edition.objects.filter(pk=instance.owning_edition_id).first()
    return edition is not None and bool(held(edition))


def _stored(instance, using):
    """The record as the database has it now, locked until the transaction ends; None without."""
    found = type(instance)._base_manager.using(using)
    if transaction.get_connection(using).in_atomic_block:
        found = found.select_for_update(no_key=True)
    return found.order_by("pk").filter(pk=instance.pk).first()


def _told(record):
    """The fields of a record that are worth telling (list)."""
    untold = {"id", *UNTOLD.get(record._meta.label_lower, ())}
    return [field for field in record._meta.concrete_fields if field.name not in untold]


def _differs(field, one, other):
    return getattr(one, field.attname) != getattr(other, field.attname)


def _values(record, fields, secret):
    """What some fields of a record say (dict of JSON values by name)."""
    secrets = SECRET.get(record._meta.label_lower, ())
    return {
        field.name: secret if field.name in secrets else _value(record, field) for field in fields
    }


def _value(record, field):
    """A field's value; a record that it names by its name and key."""
    value = getattr(record, field.attname)
    if value is None or not field.is_relation:
        return value
    named = field.related_model._base_manager.filter(pk=value).first()
    return f"{named}（{value}）"


def _members(instance, through, model):
    """The names of what belongs to a record through a table (sorted list of str)."""
    fields = [field for field in through._meta.concrete_fields if field.is_relation]
    own = next(field for field in fields if field.related_model is type(instance))
    other = next(field for field in fields if field.related_model is model)
    keys = through._base_manager.filter(**{own.name: instance}).values(other.name)
    return sorted(str(one) for one in model._base_manager.filter(pk__in=keys))
