"""Putting a draft in force: the one place that writes a publication.

Who may publish and when is decided by ``portal.reviews.workflow.actions``; nothing else calls this.
"""

from django.db import transaction
from django.utils import timezone

from ..models import Department, Edition
from ..protection import witnesses
from ..protection.immutability import PublishedEditionError
from . import proofs
from .digests import document_digest, edition_document, record_digest


class PublicationError(PublishedEditionError):
    """The draft cannot be published; the text says why and is shown to users."""


@transaction.atomic
def publish_edition(draft, effective_from, proof):
    """Number, date, name and chain a draft and seal it (returns the published Edition).

    ``effective_from`` is a date, not before that of the edition it follows. One that was cancelled
    is followed by nothing in time, but keeps its number and its place in the chain. ``proof`` is an
    unsaved Proof that has its kind and content: what lets the edition in. Raises PublicationError,
    with nothing written, when the draft cannot be published; the database refuses a proof that is
    none.
    """
    department = Department.objects.select_for_update(no_key=True).get(pk=draft.department_id)
    # By its key: the order of departments would lock the department's row with it.
    edition = Edition.objects.select_for_update().filter(pk=draft.pk).order_by("pk").first()
    if edition is None or edition.is_published:
        raise PublicationError("这份草稿已经公布或已被删除，请刷新后查看。")
    _check_day(effective_from, department.editions.last_uncancelled())
    previous = department.editions.published().order_by("number").last()
    _freeze(edition, department, previous, effective_from)
    edition.digest = document_digest(edition_document(edition))
    proofs.seal(proof, edition)
    _seal(edition)
    told = {"kind": proof.kind, "edition_digest": proof.edition_digest, "digest": proof.digest}
    witnesses.tell(proof, f"{proof.get_kind_display()}{edition.label}", told)
    return edition


def _check_day(effective_from, followed):
    if followed and effective_from < followed.effective_from:
        raise PublicationError(
            f"施行日期 {effective_from} 早于{followed.label}的施行日期 {followed.effective_from}，"
            "请改用不早于该日的日期。"
        )


def _freeze(edition, department, previous, effective_from):
    edition.state = Edition.State.PUBLISHED
    edition.number = previous.number + 1 if previous else 1
    edition.previous_digest = previous.digest if previous else ""
    edition.effective_from = effective_from
    edition.published_at = timezone.now()
    edition.district_code = department.district.code
    edition.district_name = department.district.name
    edition.department_name = department.name
    edition.signboards = department.signboards


def _seal(edition):
    edition.record_digest = record_digest(edition)
    if not Edition.objects.seal(edition):
        raise PublicationError("这份草稿已经公布或已被删除，请刷新后查看。")
