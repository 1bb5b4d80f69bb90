"""Word of deadlines: once when one comes near, once when it is past, and again each week."""

from django.db.models import F
from django.utils.formats import date_format

from . import audience, notices, workdays
from .models import Notice, Opinion, Stage, State
from .models.kinds import ENDED
from .naming import named

#: A deadline is near from so many working days before it.
NEAR = 2
#: Whom it concerns hears again of a deadline that is past after so many days.
AGAIN_AFTER = 7


def remind(today):
    """Tell whom a deadline concerns that is near or past on a day (returns how many notices)."""
    near = workdays.after(today, NEAR)
    stages, opinions = _open_stages().filter(due_on__lte=near), _open_opinions(near)
    return sum(_remind_of_stage(stage, today) for stage in stages) + sum(
        _remind_of_opinion(opinion, today) for opinion in opinions
    )


def _open_stages():
    return Stage.objects.filter(
        adjustment__state=State.SUBMITTED,
        round=F("adjustment__round"),
        opened_on__isnull=False,
        passed_at=None,
    ).select_related("adjustment__department", "office")


def _open_opinions(near):
    unanswered = Opinion.objects.filter(answer="", due_on__lte=near)
    return unanswered.exclude(adjustment__state__in=ENDED).select_related(
        "adjustment__department", "department"
    )


def _remind_of_stage(stage, today):
    what = f"{named(stage.adjustment)}的{stage.name}环节"
    return _remind(stage, f"stage-{stage.pk}", what, "审查", audience.judges(stage), today)


def _remind_of_opinion(opinion, today):
    what = f"{named(opinion.adjustment)}向{opinion.department}征求的意见"
    return _remind(
        opinion, f"opinion-{opinion.pk}", what, "答复", audience.answerers(opinion), today
    )


def _remind(subject, key, what, todo, users, today):
    """Tell some users of the deadline of a Stage or an Opinion, unless they heard of it already."""
    day = date_format(subject.due_on)
    if subject.due_on >= today:
        text = f"{what}，期限是{day}，请按时{todo}。"
        return notices.write(subject.adjustment, Notice.Kind.DUE_SOON, users, f"{key}-soon", text)
    weeks = (today - subject.due_on).days // AGAIN_AFTER
    late = workdays.between(subject.due_on, today)
    text = f"{what}，期限是{day}，已经逾期 {late} 个工作日，请尽快{todo}。"
    key = f"{key}-overdue-{weeks}"
    return notices.write(subject.adjustment, Notice.Kind.OVERDUE, users, key, text)
