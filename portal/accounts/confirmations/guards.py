"""Changes and what was said of them only grow, and nobody confirms what is their own."""

from departments.protection.guards import Guard, append_only

NOT_ALONE = Guard(
    "no_confirmation_of_ones_own",
    "accounts_verdict",
    "INSERT",
    "NEW.outcome = 'confirmed' AND NEW.emergency_id IS NULL"
    " AND EXISTS (SELECT 1 FROM accounts_change AS own WHERE own.id = NEW.change_id"
    " AND (own.by_id = NEW.by_id OR own.user_id = NEW.by_id))",
    "who changed and who confirms are one",
)

GUARDS = [
    NOT_ALONE,
    *append_only("accounts_change"),
    *append_only("accounts_verdict"),
    *append_only("accounts_emergency"),
]
