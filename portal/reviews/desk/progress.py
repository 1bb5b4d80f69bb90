"""Where an adjustment is on its way: what was done, whose turn it is, and what is still to come."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ..deadlines import Deadline
from ..models import State, Step
from ..refusals import Incomplete
from ..workflow.stages import route_of


@dataclass(frozen=True)
class Milestone:
    """A part of the way: ``state`` is done, current or ahead; ``by`` is who did or is to do it."""

    name: str
    state: str
    by: str = ""
    day: date | None = None
    deadline: Deadline | None = None
    note: str = ""

    @property
    def word(self):
        return {"done": "已办", "current": "正在办", "ahead": "未到"}[self.state]


def progress(facts):
    """The way of an adjustment in its present round (list of Milestone)."""
    adjustment = facts.adjustment
    return [
        _drafted(adjustment),
        *(_submitted(adjustment, facts.decisions) if not adjustment.is_editable else []),
        *(_ahead(facts) if adjustment.is_editable else _stages(facts)),
        _end(facts),
    ]


def _drafted(adjustment):
    if not adjustment.is_editable:
        return Milestone("拟稿", "done", str(adjustment.opened_by), _day(adjustment.opened_at))
    name = "修改后重新提交" if adjustment.state == State.RETURNED else "拟稿"
    return Milestone(name, "current", str(adjustment.department), _day(adjustment.opened_at))


def _submitted(adjustment, decisions):
    # What was split off was never submitted by itself.
    submissions = [one for one in decisions if one.step in (Step.SUBMIT, Step.SPLIT)]
    note = f"第 {adjustment.round} 轮" if adjustment.round > 1 else ""
    return [
        Milestone(one.get_step_display(), "done", one.by_name, _day(one.at), note=note)
        for one in submissions[-1:]
    ]


def _stages(facts):
    approvals = {one.stage_id: one for one in facts.decisions if one.step == Step.APPROVE}
    for stage in facts.stages:
        if stage.passed_at:
            approval = approvals.get(stage.pk)
            note = _passed_with(facts.adjustment) if stage.passed_with_id else ""
            by = f"{stage.office}{'　' + approval.by_name if approval else ''}"
            yield Milestone(stage.name, "done", by, _day(stage.passed_at), note=note)
        elif stage.opened_on and facts.adjustment.state == State.SUBMITTED:
            deadline = facts.calendar.deadline(stage.due_on)
            yield Milestone(stage.name, "current", str(stage.office), stage.opened_on, deadline)
        else:
            yield Milestone(stage.name, "ahead", str(stage.office))


def _passed_with(adjustment):
    return "改日施行前通过" if adjustment.repeats_id else "分出前通过"


def _ahead(facts):
    try:
        route = route_of(facts.kinds)
    except Incomplete:
        return []  # a check says so
    return [Milestone(one.name, "ahead", str(one.office)) for one in route]


def _end(facts):
    adjustment = facts.adjustment
    if adjustment.state == State.PUBLISHED:
        return _published(facts)
    if facts.has_ended:
        last = facts.decisions[-1]
        return Milestone(adjustment.get_state_display(), "done", last.by_name, _day(last.at))
    if adjustment.state == State.APPROVED:
        passed = max(stage.passed_at for stage in facts.stages)
        return Milestone("公布", "current", deadline=facts.calendar.publication(passed))
    return Milestone("公布", "ahead")


def _published(facts):
    act = facts.adjustment.act
    begins = "已施行" if act.effective_from <= facts.calendar.today else "未施行"
    if facts.adjustment.is_cancelled:
        begins = "已取消施行"
    return Milestone("公布", "done", act.decision_number, _day(act.published_at), note=begins)


def _day(moment):
    return timezone.localdate(moment) if moment else None
