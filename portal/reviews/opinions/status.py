"""Where the opinions stand that other departments were asked for."""

from dataclasses import dataclass

from django.utils import timezone

from departments.models import Department

from ..deadlines import Calendar, Deadline
from ..models import Decision, Opinion, Step
from ..refusals import refusal_of
from ..workflow import asking


@dataclass(frozen=True)
class Asked:
    """An opinion that was asked for. ``is_current``: it is about what the draft says now."""

    opinion: Opinion
    deadline: Deadline
    is_current: bool

    @property
    def state(self):
        """agree, object, waiting or overdue."""
        waiting = "overdue" if self.deadline.is_past else "waiting"
        return self.opinion.answer or waiting

    @property
    def words(self):
        """What became of it, as pages say it."""
        if not self.opinion.answer:
            return "逾期未答复" if self.deadline.is_past else "未答复"
        confirmed = self.opinion.reason == Opinion.Reason.BOUNDARY
        return (
            "已确认" if confirmed and self.state == "agree" else self.opinion.get_answer_display()
        )

    @property
    def is_late(self):
        """Whether it was answered, after the day by which it was asked for."""
        answered_at = self.opinion.answered_at
        return bool(answered_at) and timezone.localdate(answered_at) > self.opinion.due_on


@dataclass(frozen=True)
class Standing:
    """The opinions asked for, and the decisions of this round to go ahead without some of them.

    ``unasked`` are the departments whose boundaries the draft changes and that nobody has asked.
    """

    asked: list[Asked]
    unasked: list[Department]
    overrides: list[Decision]

    @property
    def lacking(self):
        """The boundaries that nobody has confirmed (list of Asked)."""
        return [
            one
            for one in self.asked
            if one.is_current
            and one.opinion.reason == Opinion.Reason.BOUNDARY
            and one.state != "agree"
        ]


def standing_of(adjustment):
    """Where the opinions on an adjustment stand (a Standing; a fixed number of queries)."""
    calendar = Calendar()
    confirmations = asking.wanted_confirmations(adjustment)
    wanted = {opinion.pk for opinion in confirmations}
    unasked = [opinion.department for opinion in confirmations if opinion.pk is None]
    opinions = adjustment.opinions.select_related("department").order_by("pk")
    asked = [
        Asked(
            opinion,
            calendar.deadline(opinion.due_on),
            opinion.reason == Opinion.Reason.AFFECTED or opinion.pk in wanted,
        )
        for opinion in opinions
    ]
    overrides = adjustment.decisions.filter(step=Step.OVERRIDE, round=adjustment.round)
    return Standing(asked, unasked, list(overrides))


def may_ask(user, adjustment):
    """Whether a user may ask a department for its opinion now."""
    return refusal_of(asking.check_asking, user, adjustment) is None


def may_answer(user, opinion):
    """Whether a user may answer now, for the department that was asked."""
    return refusal_of(asking.check_answerer, user, opinion) is None
