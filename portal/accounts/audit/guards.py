"""The log only grows, in the database too."""

from departments.protection.guards import ALWAYS, Guard, append_only

_SHRINKS = "audit_head only grows"

GUARDS = [
    *append_only("audit_event"),
    Guard(
        "audit_head_only_grows",
        "audit_head",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.length <= OLD.length OR NEW.digest = OLD.digest",
        _SHRINKS,
    ),
    Guard("audit_head_no_delete", "audit_head", "DELETE", ALWAYS, _SHRINKS),
    Guard(
        "audit_head_no_replace",
        "audit_head",
        "INSERT",
        'EXISTS (SELECT 1 FROM "audit_head")',
        _SHRINKS,
    ),
    Guard(
        "audit_head_no_truncate",
        "audit_head",
        "TRUNCATE",
        'EXISTS (SELECT 1 FROM "audit_head")',
        _SHRINKS,
    ),
]
