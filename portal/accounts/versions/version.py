"""What a form showed: a digest of each field that it may write, and of each row below it."""

import hashlib
import json
from dataclasses import dataclass, field

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder

from portal.accounts.audit.models import Event

#: Hexadecimal digits of a digest: enough to tell one text of a field from another.
DIGITS = 16
SALT = "portal.accounts.versions"


@dataclass(frozen=True)
class Version:
    """``digests`` by places: ``name`` of a field, ``prefix/key`` of a row, ``prefix/key/name``.

    ``event`` is the last event of the log that there was; what came later changed it.
    """

    event: int = 0
    digests: dict = field(default_factory=dict)

    def text(self):
        """As it travels with a form: signed, so that what comes back is what was shown."""
        return signing.dumps([self.event, self.digests], salt=SALT, compress=True)

    def differs(self, other):
        """The places at which another version is not this one (list of str)."""
        rows = {place for place in {*self.digests, *other.digests} if place.count("/") == 1}
        fields = [place for place in self.digests if place not in rows and place in other.digests]
        return [
            *(one for one in fields if self.digests[one] != other.digests[one]),
            *sorted(row for row in rows if (row in self.digests) != (row in other.digests)),
        ]


def of(form, formsets):
    """The version of what is stored, as a form and the formsets below it show it."""
    digests = {name: digest(form.instance, name) for name in names(form)}
    for formset in formsets:
        for row in formset.get_queryset():
            place = f"{formset.prefix}/{row.pk}"
            digests[place] = ""
            fields = names(formset.form, formset.fk)
            digests |= {f"{place}/{name}": digest(row, name) for name in fields}
    return Version(last_event(), digests)


def read(text):
    """The version that a form sent back; None where it sent none of ours."""
    try:
        return Version(*signing.loads(text or "", salt=SALT))
    except signing.BadSignature:
        return None


def last_event():
    """The key of the last event of the audit log (0 without any)."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def names(form, parent=None):
    """The fields of its model that a form may write (list of str); not the key of the parent that
    a row belongs to.
    """
    meta = form._meta.model._meta
    columns = {column.name for column in (*meta.concrete_fields, *meta.many_to_many)}
    columns -= {parent.name} if parent else set()
    return [name for name, one in form.base_fields.items() if name in columns and not one.disabled]


def digest(record, name):
    """SHA-256 over what a field of a record holds (its first digits)."""
    column = record._meta.get_field(name)
    value = column.value_from_object(record)
    if column.many_to_many:
        value = sorted(one.pk for one in value)
    text = json.dumps(value, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
