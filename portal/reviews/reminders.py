"""Word of deadlines: once when one comes near, once when it is past, and again each week."""

from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.formats import date_format

from . import audience, notices, workdays
from .models import Adjustment, Notice, Opinion, Stage, State
from .models.kinds import ENDED
from .naming import named
from .stages import PUBLISHED_WITHIN

#: A deadline is near from so many working days before it.
NEAR = 2
#: Whom it concerns hears again of a deadline that is past after so many days.
AGAIN_AFTER = 7


def remind(today):
    """Tell whom a deadline concerns that is near or past on a day (returns how many notices)."""
    near = workdays.after(today, NEAR)
    return sum(
        [
            *(_remind_of_stage(one, today) for one in _open_stages().filter(due_on__lte=near)),
            *(_remind_of_opinion(one, today) for one in _open_opinions(near)),
            *(_remind_of_publication(one, today) for one in _approved()),
        ]
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


def _approved():
    return (
        Adjustment.objects.filter(state=State.APPROVED)
        .annotate(passed_at=Max("stages__passed_at", filter=Q(stages__round=F("round"))))
        .select_related("department")
    )


def _remind_of_stage(stage, today):
    what = f"{named(stage.adjustment)}的{stage.name}环节"
    users, key = audience.judges(stage), f"stage-{stage.pk}"
    return _remind(stage.adjustment, stage.due_on, key, what, "审查", users, today)


def _remind_of_opinion(opinion, today):
    what = f"{named(opinion.adjustment)}向{opinion.department}征求的意见"
    users, key = audience.answerers(opinion), f"opinion-{opinion.pk}"
    return _remind(opinion.adjustment, opinion.due_on, key, what, "答复", users, today)


def _remind_of_publication(adjustment, today):
    due_on = workdays.after(timezone.localdate(adjustment.passed_at), PUBLISHED_WITHIN)
    if due_on > workdays.after(today, NEAR):
        return 0
    key, what = f"publication-{adjustment.pk}-{adjustment.round}", f"{named(adjustment)}审查已通过"
    users = audience.whose_turn(adjustment)
    return _remind(adjustment, due_on, key, what, "公布", users, today)


def _remind(adjustment, due_on, key, what, todo, users, today):
    """Tell some users of a deadline, unless they heard of it already (returns how many)."""
    day = date_format(due_on)
    if due_on >= today:
        text = f"{what}，期限是{day}，请按时{todo}。"
        return notices.write(adjustment, Notice.Kind.DUE_SOON, users, f"{key}-soon", text)
    weeks = (today - due_on).days // AGAIN_AFTER
    late = workdays.between(due_on, today)
    text = f"{what}，期限是{day}，已经逾期 {late} 个工作日，请尽快{todo}。"
    return notices.write(adjustment, Notice.Kind.OVERDUE, users, f"{key}-overdue-{weeks}", text)
