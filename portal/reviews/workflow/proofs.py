"""What proves an edition reviewed: the content of its proof, made when it is published.

Whether what stands there is so is asked in ``proof_faults``.
"""

from datetime import UTC

from django.db.models import Q

from departments.models import Proof
from departments.publishing.publication import PublicationError
from portal.accounts.audit import log

from ..authority import second_person, separation
from ..models import Adjustment, Decision, State, Step
from ..models.kinds import JUDGING


def of_first(department, emergency=""):
    """The proof (unsaved) of a department's first edition, published without a review.

    ``emergency`` says why there was none, where the district has begun to review: without it
    raises PublicationError.
    """
    if begun(department.district_id) and not emergency.strip():
        raise PublicationError(
            f"{department.district}已有经审查公布的清单，{department}的首版也须经审查公布："
            "请以“首次编制”提出调整申请。情况紧急的，用 --emergency 写明理由。"
        )
    content = {"by": log.actor_name()}
    if emergency.strip():
        content["emergency"] = [{"reason": emergency.strip(), "by": log.actor_name()}]
    return Proof(kind=Proof.Kind.FIRST, content=content)


def begun(district):
    """Whether a district (its key) has published by an act: from then on first lists are reviewed."""
    acts = Adjustment.objects.filter(department__district=district, state=State.PUBLISHED)
    return acts.exists()


def of_act(adjustment):
    """The proof (unsaved) of an adjustment that is published in its act, decided and all."""
    stages = list(adjustment.current_stages())
    content = {
        "act": told_act(adjustment.act),
        "adjustment": adjustment.pk,
        "kind": adjustment.kind,
        "base": adjustment.base.digest if adjustment.base else "",
        "changes": adjustment.sealed_changes,
        "authors": [_person(one.user) for one in _contributions(adjustment)],
        "route": [
            {"stage": deciding(one), "name": one.name, "office": one.office.name} for one in stages
        ],
        "decisions": [told(decision) for decision in decisions_of(adjustment, stages)],
        "settings": separation.route_settings_of(adjustment),
    }
    publisher = adjustment.act.published_by
    if confirmations := second_person.confirmations_touching(adjustment, publisher):
        content["confirmations"] = confirmations
    if emergencies := second_person.emergencies_touching(adjustment, publisher):
        content["emergency"] = emergencies
    return Proof(kind=Proof.Kind.ACT, content=content)


def told(decision):
    """What proof and log say of a decision (dict of JSON values)."""
    said = {
        "id": decision.pk,
        "step": decision.step,
        "stage": decision.stage_id,
        "office": decision.office_name,
        "person": {"id": decision.by_id, "name": decision.by_name},
        "at": _moment(decision.at),
        "digest": decision.digest,
        "changes": decision.changes,
    }
    return said | {"paper": _paper(decision)} if decision.paper_by else said


def _paper(decision):
    return {
        "by": decision.paper_by,
        "number": decision.paper_number,
        "day": decision.paper_on.isoformat(),
        "scans": list(decision.scans.order_by("pk").values_list("sha256", flat=True)),
    }


def told_act(act):
    return {
        "id": act.pk,
        "number": act.decision_number,
        "day": act.effective_from.isoformat(),
        "publisher": _person(act.published_by),
        "at": _moment(act.published_at),
    }


def _person(user):
    return {"id": user.pk, "name": user.get_full_name()}


def _contributions(adjustment):
    return adjustment.contributions.select_related("user").order_by("pk")


def deciding(stage):
    """The key of the stage in which it was decided: its own, or that of the whole it was split from."""
    return stage.passed_with_id or stage.pk


def decisions_of(adjustment, stages):
    """What judged an adjustment in its last round, or passed the whole that it was split from.

    Not what cancelled it afterwards: that is no part of what let it in.
    """
    own = Q(adjustment=adjustment, round=adjustment.round, step__in=JUDGING) & ~Q(step=Step.CANCEL)
    passed = Q(stage__in=map(deciding, stages), step=Step.APPROVE)
    return Decision.objects.filter(own | passed).select_related("stage").order_by("pk")


def _moment(time):
    return time.astimezone(UTC).isoformat(timespec="microseconds")
