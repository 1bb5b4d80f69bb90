"""Separation of duties and the lasting record, as guards of the database."""

from departments.guards import Guard, append_only
from departments.immutability import record_models
from departments.models import Edition
from departments.triggers import edition_of

from .models.kinds import JUDGING, State

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
#: What the database says when a draft under review is written to.
SEALED = "the draft is under review"


def sealing():
    """The guards by which a draft that was handed in stays as it is (yields Guard)."""
    for model in record_models():
        table = model._meta.db_table
        if model is Edition:
            texts = "NEW.title <> OLD.title OR NEW.list_type <> OLD.list_type"
            yield Guard(
                f"sealed_{table}_update",
                table,
                "UPDATE",
                f"({texts}) AND {_sealed('OLD.id')}",
                SEALED,
            )
            continue
        rows = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}
        for event, names in rows.items():
            condition = " OR ".join(_sealed(edition_of(model, name)) for name in names)
            yield Guard(f"sealed_{table}_{event}", table, event.upper(), condition, SEALED)


def _sealed(edition):
    return (
        "EXISTS (SELECT 1 FROM reviews_adjustment"
        f" WHERE draft_id = {edition} AND state IN ('{State.SUBMITTED}', '{State.APPROVED}'))"
    )


GUARDS = [
    SELF_APPROVAL,
    LATE_CONTRIBUTION,
    *sealing(),
    *append_only("reviews_decision"),
    *append_only("reviews_contribution"),
    *append_only("reviews_act"),
]
