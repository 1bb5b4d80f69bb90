"""What waits for a user: to draft, to review, to answer, to mend and to publish."""

from dataclasses import dataclass

from django.db.models import Count, F, Max, Q
from django.urls import reverse

from ..authority import separation
from ..deadlines import Deadline
from ..models import Adjustment, State
from ..workflow import asking, conditions

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
    stages = separation.judgeable_by(user)
    for stage in stages.select_related("adjustment__department", "office"):
        yield Task(
            "审查",
            stage.adjustment,
            _dossier(stage.adjustment),
            str(stage),
            calendar.deadline(stage.due_on),
        )


def _to_answer(user, calendar):
    opinions = asking.answerable_by(user)
    for opinion in opinions.select_related("adjustment__department", "department"):
        yield Task(
            "答复意见",
            opinion.adjustment,
            reverse("reviews:opinion", args=[opinion.pk]),
            f"{opinion.get_reason_display()}（{opinion.department}）",
            calendar.deadline(opinion.due_on),
        )


def _to_draft(user):
    undecided = Count("clashes", filter=Q(clashes__choice=""))
    adjustments = (
        conditions.editable_by(user).annotate(undecided=undecided).select_related("department")
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
    passed = Max("stages__passed_at", filter=Q(stages__round=F("round")))
    adjustments = separation.publishable_by(user).annotate(passed=passed)
    for one in adjustments.select_related("department"):
        address = f"{reverse('reviews:publish')}?adjustment={one.pk}"
        yield Task("公布", one, address, "各环节都已通过", calendar.publication(one.passed))


def _dossier(adjustment):
    return reverse("reviews:dossier", args=[adjustment.pk])
