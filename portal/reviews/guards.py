"""Separation of duties and the lasting record, as guards of the database."""

from departments.guards import Guard, append_only

from .models.kinds import JUDGING

_JUDGING = ", ".join(f"'{step}'" for step in JUDGING)

SELF_APPROVAL = Guard(
    "no_judgement_of_own_work",
    "reviews_decision",
    "INSERT",
    f"NEW.step IN ({_JUDGING}) AND EXISTS (SELECT 1 FROM reviews_contribution AS own"
    " WHERE own.adjustment_id = NEW.adjustment_id AND own.user_id = NEW.by_id)",
    "author and approver are one",
)
LATE_CONTRIBUTION = Guard(
    "no_work_on_what_one_judged",
    "reviews_contribution",
    "INSERT",
    f"EXISTS (SELECT 1 FROM reviews_decision AS own WHERE own.step IN ({_JUDGING})"
    " AND own.adjustment_id = NEW.adjustment_id AND own.by_id = NEW.user_id)",
    "approver and author are one",
)
GUARDS = [
    SELF_APPROVAL,
    LATE_CONTRIBUTION,
    *append_only("reviews_decision"),
    *append_only("reviews_contribution"),
    *append_only("reviews_act"),
]
