"""Proofs of review and maintenances in the log: noted as they come, and looked for afterwards."""

from departments.models import Maintenance, Proof

from .log import Kind, note
from .models import Event

#: The event by which the proofs of earlier editions were carried over (migration 0003).
CARRIED = "departments.proof:carried"


def witness(record, text, after):
    """Note a publication or a maintenance (``departments.protection.witnesses``)."""
    note(Kind.PUBLICATION, record, text, after=after)


def faults():
    """Proofs and maintenances that the log does not tell as they are (yields str)."""
    carrying = list(Event.objects.filter(subject=CARRIED).order_by("pk"))
    for event in carrying[1:]:
        yield f"第 {event.pk} 条审计记录又一次沿用旧版清单：这只在升级时有过一次。"
    carried = carrying[0].after if carrying else {}
    yield from _unnoted_proofs(set(carried.get("沿用的凭据", ())))
    yield from _lost_proofs(set(carried.get("沿用的凭据", ())))
    yield from _unexplained(set(carried.get("此前的数据维护", ())))


def _unnoted_proofs(carried):
    noted = {(event.subject, event.after["digest"]) for event in _noted(Proof)}
    for proof in Proof.objects.select_related("edition__department"):
        is_carried = proof.kind == Proof.Kind.CARRIED and proof.digest in carried
        if not is_carried and (_subject(proof), proof.digest) not in noted:
            yield f"{proof}的公布凭据在审计记录中没有，或者与所记的不同：没有经本站公布。"


def _lost_proofs(carried):
    kept = set(Proof.objects.values_list("digest", flat=True))
    for event in _noted(Proof):
        if event.after["digest"] not in kept:
            yield f"审计记录所记的公布凭据已不在库中：{event.subject_name}。这一版可能被抹去。"
    for digest in sorted(carried - kept):
        yield f"审计记录所记的沿用的公布凭据已不在库中：{digest}。那一版可能被抹去。"


def _unexplained(before):
    noted = {
        (event.subject, event.after["operator"], event.after["reason"])
        for event in _noted(Maintenance)
    }
    for record in Maintenance.objects.exclude(closed_at=None).exclude(pk__in=before):
        if (_subject(record), record.operator, record.reason) not in noted:
            yield f"数据维护记录“{record}”在审计记录中没有：其间的改动没有交代。"


def _noted(model):
    events = Event.objects.filter(
        kind=Kind.PUBLICATION, subject__startswith=f"{model._meta.label_lower}:"
    )
    return events.exclude(subject=CARRIED).order_by("pk")


def _subject(record):
    return f"{record._meta.label_lower}:{record.pk}"
