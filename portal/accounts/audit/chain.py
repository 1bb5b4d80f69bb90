"""Appending to the audit log, and recomputing it.

Each digest is SHA-256 over the canonical JSON of its event, which holds the digest before: a row
that is changed, taken out or put in breaks every digest after it. That the last rows were cut off
shows against the head, which is published with the open data.
"""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from .models import Event, Head

#: What a digest covers: every column but the key and the digest itself.
COVERED = [
    field.attname for field in Event._meta.concrete_fields if field.name not in ("id", "digest")
]


@transaction.atomic
def append(event):
    """Write an event (an unsaved Event) at the end of the chain, in the transaction it is about."""
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    event.previous_digest = head.digest
    event.digest = digest_of(event)
    event.save(force_insert=True)
    head.length += 1
    head.digest = event.digest
    head.save(update_fields=["length", "digest"])
    return event


def digest_of(event):
    """SHA-256 over what an event says (64 hexadecimal digits)."""
    values = {name: getattr(event, name) for name in COVERED}
    # A time keeps its moment, whatever the zone in which it was made or read.
    values["at"] = event.at.timestamp()
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def faults():
    """What is wrong with the stored chain, each as a sentence (yields str)."""
    previous, length = "", 0
    for event in Event.objects.order_by("pk").iterator():
        if event.previous_digest != previous:
            yield f"第 {event.pk} 条审计记录与上一条不相连：其间的记录被删去、插入或改动。"
        if digest_of(event) != event.digest:
            yield f"第 {event.pk} 条审计记录与它的摘要不符：内容被改动。"
        previous, length = event.digest, length + 1
    head = Head.objects.filter(pk=1).first() or Head()
    if (head.length, head.digest) != (length, previous):
        yield f"链头记有 {head.length} 条，现存 {length} 条：末尾的记录被删去或插入。"
