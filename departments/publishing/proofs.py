"""The proof of review: its digest, and what the database asks of it.

A proof is written before its edition is sealed, in one transaction: an edition becomes published
only where its proof is there already. What makes an adjustment's proof true is known to
``portal.reviews``, whose guards stand beside these.
"""

from datetime import UTC

from ..models import Proof
from ..protection.guards import Guard, append_only
from .digests import json_digest

_TABLE = "departments_proof"
_MAINTAINED = "EXISTS (SELECT 1 FROM departments_maintenance WHERE closed_at IS NULL)"
_UNPROVEN = (
    "NEW.state = 'published' AND NOT EXISTS (SELECT 1 FROM departments_proof AS proof"
    " WHERE proof.edition_id = NEW.id AND proof.edition_digest = NEW.digest)"
)
#: What the database says when an edition would be published that nothing proves reviewed.
UNPROVEN = "an edition is published with its proof only"

GUARDS = [
    *append_only(_TABLE),
    Guard(
        "proof_of_a_known_kind",
        _TABLE,
        "INSERT",
        "NEW.kind NOT IN ('first', 'act', 'maintenance')",
        "a proof of this kind is not made any more",
    ),
    Guard(
        "proof_before_publication",
        _TABLE,
        "INSERT",
        "NEW.kind <> 'maintenance' AND NOT EXISTS (SELECT 1 FROM departments_edition AS own"
        " WHERE own.id = NEW.edition_id AND own.state = 'draft')",
        "a proof is made for a draft that is about to be published",
    ),
    Guard(
        "proof_of_a_first_edition",
        _TABLE,
        "INSERT",
        "NEW.kind = 'first' AND EXISTS (SELECT 1 FROM departments_edition AS own"
        " JOIN departments_edition AS other ON other.department_id = own.department_id"
        " WHERE own.id = NEW.edition_id AND other.state = 'published')",
        "only the first edition of a department is a first publication",
    ),
    Guard(
        "proof_of_a_maintenance",
        _TABLE,
        "INSERT",
        f"NEW.kind = 'maintenance' AND NOT {_MAINTAINED}",
        "there is no maintenance",
    ),
    Guard(
        "unproven_edition_update",
        "departments_edition",
        "UPDATE",
        f"OLD.state <> 'published' AND {_UNPROVEN}",
        UNPROVEN,
    ),
    # Without a maintenance no edition arrives published at all (departments.protection.triggers).
    Guard(
        "unproven_edition_insert",
        "departments_edition",
        "INSERT",
        f"{_MAINTAINED} AND {_UNPROVEN}",
        UNPROVEN,
    ),
]


def of_maintenance(record):
    """The proof (unsaved) of an edition that comes into being within a maintenance."""
    content = {"maintenance": record.pk, "operator": record.operator, "reason": record.reason}
    return Proof(kind=Proof.Kind.MAINTENANCE, content=content)


def seal(proof, edition):
    """Bind an unsaved proof to the edition whose digest is known, and write it."""
    proof.edition = edition
    proof.edition_digest = edition.digest
    proof.is_emergency = bool(proof.content.get("emergency"))
    proof.at = edition.published_at
    proof.digest = digest_of(proof)
    proof.save(force_insert=True)


def digest_of(proof):
    """SHA-256 over what a proof says, in canonical JSON (64 hexadecimal digits)."""
    said = {
        "kind": proof.kind,
        "is_emergency": proof.is_emergency,
        "content": proof.content,
        "edition_digest": proof.edition_digest,
        "at": proof.at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return json_digest(said)
