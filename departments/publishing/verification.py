"""Whether the published editions are what was published, and were let in: digests, chain, proofs.

Other apps know what a proof rests on, and register their checks when they are ready:
``portal.reviews`` and ``portal.accounts.audit`` do.
"""

from django.db import DatabaseError, connection

from ..models import Edition, Maintenance, Proof
from ..protection import guards, triggers
from ..shown import raising
from . import proofs
from .digests import document_digest, edition_document, record_digest

#: What reading raises where somebody wrote behind Django's back: SQLite lets through bytes that are
#: no text, dates that are none, and JSON of another shape.
UNREADABLE = (DatabaseError, ValueError, LookupError, TypeError, AttributeError)
_checks = []


def register(check):
    """Have ``check()`` asked too for what is wrong with proofs and maintenances (yields str)."""
    if check not in _checks:
        _checks.append(check)


def faults():
    """What is wrong with the published editions (yields str, one sentence a fault).

    Recomputes both digests of each edition and that of its proof, checks each department's
    numbering and chain, that the database triggers are in place and no maintenance was left open.
    Other apps add what they know of decisions and of the log.
    """
    absent = [*triggers.missing(connection), *raising.missing(connection)]
    for name in [*absent, *(one.name for one in guards.missing(connection))]:
        yield f"数据库触发器 {name} 缺失或停用；请运行 manage.py migrate 重新安装。"
    for record in Maintenance.objects.filter(closed_at=None):
        yield f"数据维护记录“{record}”没有结束，其间数据库不拒绝改动。"
    yield from _faults_of_editions()
    for check in (_idle_proofs, *_checks):
        try:
            yield from check()
        except UNREADABLE as error:
            yield f"公布凭据或者它所依据的记录无法读取，写成之后被改动（{error}）。"


def _idle_proofs():
    proofs_of_others = Proof.objects.exclude(edition__in=Edition.objects.published())
    for digest in proofs_of_others.values_list("digest", flat=True):
        yield f"公布凭据 {digest} 所指的清单版本不在库中，或者没有公布。"


def _faults_of_editions():
    previous = None
    for pk, department_id, name in _in_chain_order():
        if previous and previous.department_id != department_id:
            previous = None
        try:
            edition = Edition.objects.select_related(
                "department__district", "proof", "cancellation"
            ).get(pk=pk)
            found = list(_faults_of(edition, previous))
        except UNREADABLE as error:
            found = [f"内容无法读取，公布后被改动（{error}）。"]
        else:
            previous = edition
        yield from (f"{name}：{fault}" for fault in found)


def _in_chain_order():
    """Key, department and name of each published edition, read without its own texts."""
    editions = Edition.objects.published().order_by(
        "department__district__code", "department__order", "department_id", "number"
    )
    columns = ("district__name", "short_name", "slug")
    for pk, department_id, number, district, department, slug in editions.values_list(
        "pk", "department_id", "number", *(f"department__{column}" for column in columns)
    ):
        yield pk, department_id, f"{district} {department}（{slug}）第 {number} 版"


def _faults_of(edition, previous):
    expected = previous.number + 1 if previous else 1
    if edition.number != expected:
        yield f"版次应为第 {expected} 版，前面的版本缺失。"
    if edition.previous_digest != (previous.digest if previous else ""):
        yield "所记上一版摘要与上一版不符，版本链已断。"
    if document_digest(edition_document(edition)) != edition.digest:
        yield "内容与公布时的摘要不符，公布后被改动。"
    elif record_digest(edition) != edition.record_digest:
        yield "存档字段与公布时的存档摘要不符，公布后被改动。"
    if edition.is_cancelled and edition.cancellation.cancelled_on >= edition.effective_from:
        yield "取消施行的日期不早于施行日期，已经施行的版本不能取消。"
    yield from _faults_of_proof(edition, getattr(edition, "proof", None))


def _faults_of_proof(edition, proof):
    if proof is None:
        yield "没有公布凭据，不是经审查公布的。"
        return
    if proof.edition_digest != edition.digest:
        yield "公布凭据所记的摘要与这一版不符，凭据是另一版的。"
    if proofs.digest_of(proof) != proof.digest:
        yield "公布凭据与它的摘要不符，公布后被改动。"
    if proof.is_emergency != bool(proof.content.get("emergency")):
        yield "公布凭据没有写明应急公布的理由。"
    if proof.kind == Proof.Kind.FIRST and edition.number != 1:
        yield "公布凭据写作首次公布，而这不是第一版。"
    if proof.kind == Proof.Kind.MAINTENANCE and not _was_maintained(proof.content):
        yield "公布凭据所说的数据维护没有记录。"


def _was_maintained(content):
    return Maintenance.objects.filter(
        pk=content.get("maintenance"),
        operator=content.get("operator"),
        reason=content.get("reason"),
    ).exists()
