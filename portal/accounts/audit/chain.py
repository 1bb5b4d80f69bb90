"""Appending to the audit log, and recomputing it.

Each digest is SHA-256 over the canonical JSON of its event, which holds the digest before: a row
that is changed, taken out or put in breaks every digest after it. That the last rows were cut off
shows against the head, which is published with the open data (docs/audit.md).
"""

from datetime import UTC

from django.db import models, transaction

from departments.publishing.digests import canonical_json, json_digest

from .models import Event, Head
from .values import plain, storable

#: What a digest covers: every column but the key and the digest itself.
COVERED = [
    field.attname for field in Event._meta.concrete_fields if field.name not in ("id", "digest")
]
_TEXTS = [
    field
    for field in Event._meta.concrete_fields
    if isinstance(field, (models.CharField, models.TextField))
]


def append(*events):
    """Write events (unsaved) at the end of the chain, in the transaction that they are about.

    If this fails that transaction cannot be committed, whoever catches the error. The head stays
    locked until it ends: take all other locks before.
    """
    if not events:
        return
    with transaction.atomic(savepoint=False):
        head = _locked_head()
        for event in events:
            _make_storable(event)
            event.previous_digest = head.digest
            event.digest = digest_of(event)
            head.length += 1
            head.digest = event.digest
        Event.objects.bulk_create(events)
        head.save(update_fields=["length", "digest"])


def current_head():
    """Length and last digest of the chain: what is to be kept elsewhere (dict)."""
    head = Head.objects.filter(pk=1).first() or Head()
    return {"length": head.length, "digest": head.digest}


def canonical(event):
    """What the digest of an event is taken of (str): its JSON, sorted keys, no spaces."""
    return canonical_json(covered(event)).decode()


def covered(event):
    """What an event says, as JSON values (dict): the columns that its digest covers."""
    values = {name: getattr(event, name) for name in COVERED}
    # A time keeps its moment, whatever the zone in which it was made or read.
    values["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return values


def line(event):
    """An event as a line of an export, which can be recomputed without this program (str)."""
    return canonical_json(covered(event) | {"digest": event.digest}).decode()


def digest_of(event):
    """SHA-256 over what an event says (64 hexadecimal digits)."""
    return json_digest(covered(event))


def faults(known=None):
    """What is wrong with the stored chain, each as a sentence (yields str).

    ``known`` is a head that was kept elsewhere (as ``current_head`` gives it): the log may have
    grown since, but still has to hold it.
    """
    head = current_head()  # before the events: the log may grow while it is read
    marks = {head["length"], known["length"] if known else 0}
    previous, length, reached = "", 0, {0: ""}
    for event in Event.objects.order_by("pk").iterator():
        if event.previous_digest != previous:
            yield f"第 {event.pk} 条审计记录与上一条不相连：其间的记录被删去、插入或改动。"
        if digest_of(event) != event.digest:
            yield f"第 {event.pk} 条审计记录与它的摘要不符：内容被改动。"
        previous, length = event.digest, length + 1
        if length in marks:
            reached[length] = event.digest
    if reached.get(head["length"]) != head["digest"] or length > current_head()["length"]:
        yield f"链头记有 {head['length']} 条，现存 {length} 条：末尾的记录被删去或插入。"
    if known and known["length"] > length:
        yield f"存下的链头有 {known['length']} 条，现存 {length} 条：末尾的记录被删去。"
    elif known and reached[known["length"]] != known["digest"]:
        yield f"第 {known['length']} 条的摘要与存下的链头不符：记录被改写。"


def _locked_head():
    heads = Head.objects.select_for_update()
    head = heads.filter(pk=1).first()
    if head is None:
        Head.objects.get_or_create(pk=1)
        head = heads.get(pk=1)
    return head


def _make_storable(event):
    for field in _TEXTS:
        setattr(event, field.attname, storable(getattr(event, field.attname))[: field.max_length])
    event.before, event.after = plain(event.before), plain(event.after)
