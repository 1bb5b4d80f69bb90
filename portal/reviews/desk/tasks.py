"""What waits for a user: to draft, to review, to answer, to mend and to publish."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse

from portal.accounts import rights

from .. import separation
from ..deadlines import Deadline
from ..models import Adjustment, Decision, Opinion, Stage, State, Step
from ..models.kinds import EDITABLE, ENDED, JUDGING

#: What is to be done with a draft, and how it stands, by state.
DRAFTING = {
    State.DRAFT: ("拟稿", "草稿，还没有提交"),
    State.RETURNED: ("修改后重新提交", "已退回"),
}


@dataclass(frozen=True)
class Task:
    """``what`` is to be done with an adjustment, at an address; ``detail`` says more."""

    what: str
    adjustment: Adjustment
    address: str
    detail: str
    deadline: Deadline | None = None


def tasks(user, calendar):
    """All that waits for a user, the most urgent first (list of Task)."""
    found = [
        *_to_review(user, calendar),
        *_to_answer(user, calendar),
        *_to_draft(user),
        *_to_publish(user, calendar),
    ]
    return sorted(found, key=_urgency)


def _urgency(task):
    # What is drafted or came back has no deadline of its own; it waits behind what has one.
    return (task.deadline is None, task.deadline.left if task.deadline else 0, task.adjustment.pk)


def _to_review(user, calendar):
    stages = (
        Stage.objects.filter(
            adjustment__state=State.SUBMITTED,
            round=F("adjustment__round"),
            opened_on__isnull=False,
            passed_at=None,
            office__in=separation.offices_to_judge_for(user),
        )
        .exclude(adjustment__contributions__user=user)
        .exclude(Exists(_own_approvals(user)), adjustment__separate_judges=True)
        .select_related("adjustment__department", "office")
    )
    for stage in stages:
        yield Task(
            "审查",
            stage.adjustment,
            _dossier(stage.adjustment),
            str(stage),
            calendar.deadline(stage.due_on),
        )


def _own_approvals(user):
    """Approvals by a user in the round to which a stage belongs (a queryset within one of Stage)."""
    return Decision.objects.filter(
        by=user,
        step=Step.APPROVE,
        adjustment=OuterRef("adjustment"),
        round=OuterRef("round"),
    )


def opinions_to_answer(user):
    """What a user may answer for their departments (a queryset of Opinion)."""
    return (
        Opinion.objects.filter(answer="", department__in=separation.departments_to_answer_for(user))
        .exclude(adjustment__state__in=ENDED)
        .exclude(adjustment__contributions__user=user)
        .select_related("adjustment__department", "department")
    )


def _to_answer(user, calendar):
    for opinion in opinions_to_answer(user):
        yield Task(
            "答复意见",
            opinion.adjustment,
            reverse("reviews:opinion", args=[opinion.pk]),
            f"{opinion.get_reason_display()}（{opinion.department}）",
            calendar.deadline(opinion.due_on),
        )


def _to_draft(user):
    judged = Q(decisions__by=user, decisions__step__in=JUDGING)
    undecided = Count("clashes", filter=Q(clashes__choice=""))
    adjustments = (
        Adjustment.objects.filter(
            state__in=EDITABLE, department__in=rights.edited_departments(user)
        )
        .exclude(pk__in=Adjustment.objects.filter(judged))
        .annotate(undecided=undecided)
        .select_related("department")
    )
    for one in adjustments:
        what, stands = DRAFTING[one.state]
        clashes = f"有 {one.undecided} 处与新版本都有改动" if one.undecided else ""
        yield Task(
            "取舍" if clashes else what,
            one,
            _dossier(one),
            "，".join(filter(None, [stands, clashes])),
        )


def _to_publish(user, calendar):
    if not separation.may_publish(user):
        return
    judged = Decision.objects.filter(
        by=user, step__in=JUDGING, stage__isnull=False, adjustment=OuterRef("pk")
    )
    passed = Max("stages__passed_at", filter=Q(stages__round=F("round")))
    adjustments = (
        Adjustment.objects.filter(state=State.APPROVED)
        .exclude(contributions__user=user)
        .exclude(Exists(judged), separate_publisher=True)
        .annotate(passed=passed)
        .select_related("department")
    )
    for one in adjustments:
        address = f"{reverse('reviews:publish')}?adjustment={one.pk}"
        yield Task("公布", one, address, "各环节都已通过", calendar.publication(one.passed))


def _dossier(adjustment):
    return reverse("reviews:dossier", args=[adjustment.pk])
