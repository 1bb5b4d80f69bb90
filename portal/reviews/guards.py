"""Separation of duties and the lasting record, as guards of the database."""

from departments.models import Edition
from departments.protection.guards import ALWAYS, Guard, append_only
from departments.protection.immutability import record_models
from departments.protection.triggers import edition_of

from .models import Attachment, Comment, Opinion
from .models.kinds import EDITABLE, JUDGING, State, Step

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
#: Approvals by whoever takes a step: in its round, or of what it was split off from.
_OWN_APPROVAL = (
    "(EXISTS (SELECT 1 FROM reviews_decision AS own WHERE own.adjustment_id = NEW.adjustment_id"
    " AND own.round = NEW.round AND own.step = 'approve' AND own.by_id = NEW.by_id)"
    " OR EXISTS (SELECT 1 FROM reviews_stage AS stage JOIN reviews_decision AS own"
    " ON own.stage_id = stage.passed_with_id WHERE stage.adjustment_id = NEW.adjustment_id"
    " AND stage.round = NEW.round AND own.step = 'approve' AND own.by_id = NEW.by_id))"
)
TWO_STAGES = Guard(
    "no_judgement_of_two_stages",
    "reviews_decision",
    "INSERT",
    f"NEW.step IN ({_JUDGING}) AND NEW.stage_id IS NOT NULL AND EXISTS (SELECT 1"
    " FROM reviews_adjustment AS one WHERE one.id = NEW.adjustment_id AND one.separate_judges)"
    f" AND {_OWN_APPROVAL}",
    "who judges two stages is one",
)
JUDGE_PUBLISHES = Guard(
    "no_publication_by_a_judge",
    "reviews_decision",
    "INSERT",
    "NEW.step = 'publish' AND EXISTS (SELECT 1 FROM reviews_adjustment AS one"
    " WHERE one.id = NEW.adjustment_id AND one.separate_publisher)"
    f" AND ({_OWN_APPROVAL} OR EXISTS (SELECT 1 FROM reviews_decision AS own"
    " WHERE own.adjustment_id = NEW.adjustment_id AND own.stage_id IS NOT NULL"
    f" AND own.step IN ({_JUDGING}) AND own.by_id = NEW.by_id))",
    "judge and publisher are one",
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


def settled_once(model, fields, unsettled):
    """The guards of a table whose rows stay as they were written (list of Guard).

    Only some fields are filled in later, together and once: while ``unsettled``, SQL over OLD.
    """
    table = model._meta.db_table
    columns = [f.column for f in model._meta.concrete_fields if f.name not in fields]
    rewritten = " OR ".join(
        f'NEW."{column}" <> OLD."{column}" OR (NEW."{column}" IS NULL) <> (OLD."{column}" IS NULL)'
        for column in columns
    )
    message = f"{table} is written once"
    return [
        Guard(f"{table}_settled", table, "UPDATE", f"NOT ({unsettled}) OR {rewritten}", message),
        *(guard for guard in append_only(table) if guard.event != "UPDATE"),
    ]


ANSWER_ELSEWHERE = Guard(
    "no_answer_elsewhere",
    "reviews_comment",
    "INSERT",
    "NEW.answers_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reviews_comment AS begun"
    " WHERE begun.id = NEW.answers_id AND begun.answers_id IS NULL"
    " AND begun.adjustment_id = NEW.adjustment_id AND begun.section = NEW.section"
    " AND begun.code = NEW.code AND begun.field = NEW.field)",
    "an answer stands with the remark that it answers",
)
_EDITABLE = ", ".join(f"'{state}'" for state in EDITABLE)


def closing(event):
    """The guard by which the files of an adjustment stay what they were when it was handed in.

    Before its first decision an adjustment is only coming to be: a part takes the files of the
    whole along. The scan of a decision on paper comes with that decision, and stays.
    """
    scanned = (
        "EXISTS (SELECT 1 FROM reviews_decision AS scanned WHERE scanned.id = NEW.decision_id"
        " AND scanned.adjustment_id = NEW.adjustment_id AND scanned.paper_by <> '')"
    )
    exempt = {"INSERT": f" AND NOT {scanned}", "UPDATE": f" OR {scanned}"}[event]
    return Guard(
        f"closed_attachments_{event.lower()}",
        "reviews_attachment",
        event,
        "EXISTS (SELECT 1 FROM reviews_adjustment AS whole WHERE whole.id = NEW.adjustment_id"
        f" AND whole.state NOT IN ({_EDITABLE}))"
        " AND EXISTS (SELECT 1 FROM reviews_decision AS step"
        f" WHERE step.adjustment_id = NEW.adjustment_id){exempt}",
        "the files are under review",
    )


#: What the database says of a proof that no review bears out.
UNREVIEWED = "no review bears this proof out"
_CARRIER = (
    "reviews_adjustment AS carrier WHERE carrier.draft_id = NEW.edition_id"
    f" AND carrier.state = '{State.PUBLISHED}'"
)
PROVEN = [
    Guard(
        "proof_of_a_published_adjustment",
        "departments_proof",
        "INSERT",
        f"NEW.kind = 'act' AND NOT EXISTS (SELECT 1 FROM {_CARRIER}"
        " AND EXISTS (SELECT 1 FROM reviews_stage AS stage"
        " WHERE stage.adjustment_id = carrier.id AND stage.round = carrier.round))",
        UNREVIEWED,
    ),
    Guard(
        "proof_of_every_stage",
        "departments_proof",
        "INSERT",
        "NEW.kind = 'act' AND EXISTS (SELECT 1 FROM reviews_stage AS stage WHERE EXISTS"
        f" (SELECT 1 FROM {_CARRIER} AND carrier.id = stage.adjustment_id"
        " AND carrier.round = stage.round) AND NOT EXISTS (SELECT 1 FROM reviews_decision AS passed"
        f" WHERE passed.step = '{Step.APPROVE}'"
        " AND passed.stage_id = COALESCE(stage.passed_with_id, stage.id)))",
        UNREVIEWED,
    ),
    Guard(
        "proof_before_the_first_act",
        "departments_proof",
        "INSERT",
        "NEW.kind = 'first' AND NOT NEW.is_emergency AND EXISTS (SELECT 1"
        " FROM departments_edition AS own"
        " JOIN departments_department AS here ON here.id = own.department_id"
        " JOIN departments_department AS there ON there.district_id = here.district_id"
        " JOIN reviews_adjustment AS done ON done.department_id = there.id"
        f" WHERE own.id = NEW.edition_id AND done.state = '{State.PUBLISHED}')",
        UNREVIEWED,
    ),
    Guard(
        "published_adjustment_stays",
        "reviews_adjustment",
        "UPDATE",
        f"OLD.state = '{State.PUBLISHED}' AND (NEW.state <> OLD.state OR NEW.act_id <> OLD.act_id"
        " OR NEW.draft_id <> OLD.draft_id OR NEW.department_id <> OLD.department_id"
        " OR NEW.round <> OLD.round)",
        "what was published stays published",
    ),
    Guard(
        "stage_stays_update",
        "reviews_stage",
        "UPDATE",
        "NEW.adjustment_id <> OLD.adjustment_id OR NEW.round <> OLD.round"
        " OR COALESCE(NEW.passed_with_id, 0) <> COALESCE(OLD.passed_with_id, 0)",
        "a stage stays in its route",
    ),
    Guard("stage_stays_delete", "reviews_stage", "DELETE", ALWAYS, "a stage stays in its route"),
]

GUARDS = [
    SELF_APPROVAL,
    LATE_CONTRIBUTION,
    TWO_STAGES,
    JUDGE_PUBLISHES,
    *sealing(),
    *append_only("reviews_decision"),
    *append_only("reviews_contribution"),
    *append_only("reviews_act"),
    ANSWER_ELSEWHERE,
    *settled_once(Comment, ("resolved_by", "resolved_at"), "OLD.resolved_at IS NULL"),
    *settled_once(Opinion, ("answer", "text", "by", "by_name", "answered_at"), "OLD.answer = ''"),
    *settled_once(Attachment, ("removed_by", "removed_at"), "OLD.removed_at IS NULL"),
    closing("INSERT"),
    closing("UPDATE"),
    *PROVEN,
]
