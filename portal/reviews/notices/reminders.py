"""Word of deadlines: once when one comes near, once when it is past, and again each week."""

from django.db.models import F, Max, Q
from django.utils.formats import date_format

from ..deadlines import Calendar
from ..models import Adjustment, Notice, Opinion, Stage, State
from ..naming import named
from . import audience
from . import occasions as notices

#: Whom it concerns hears again of a deadline that is past after so many days.
AGAIN_AFTER = 7


def remind(today):
    """Tell whom a deadline concerns that is near or past on a day (returns how many notices)."""
    calendar = Calendar(today)
    near = calendar.near()
    return sum(
        [
            *(_remind_of_stage(one, calendar) for one in _due(Stage.objects.open(), near)),
            *(_remind_of_opinion(one, calendar) for one in _due(Opinion.objects.open(), near)),
            *(_remind_of_publication(one, calendar) for one in _approved()),
        ]
    )


def _due(found, day):
    """Those of open stages or opinions that are due by a day (a queryset)."""
    return found.filter(due_on__lte=day).select_related("adjustment__department")


def _approved():
    return (
        Adjustment.objects.filter(state=State.APPROVED)
        .annotate(passed_at=Max("stages__passed_at", filter=Q(stages__round=F("round"))))
        .select_related("department")
    )


def _remind_of_stage(stage, calendar):
    what = f"{named(stage.adjustment)}的{stage.name}环节"
    users, key = audience.judges(stage), f"stage-{stage.pk}"
    deadline = calendar.deadline(stage.due_on)
    return _remind(stage.adjustment, deadline, key, what, "审查", users, calendar.today)


def _remind_of_opinion(opinion, calendar):
    what = f"{named(opinion.adjustment)}向{opinion.department}征求的意见"
    users, key = audience.answerers(opinion), f"opinion-{opinion.pk}"
    deadline = calendar.deadline(opinion.due_on)
    return _remind(opinion.adjustment, deadline, key, what, "答复", users, calendar.today)


def _remind_of_publication(adjustment, calendar):
    deadline = calendar.publication(adjustment.passed_at)
    if deadline.state == "far":
        return 0
    key, what = f"publication-{adjustment.pk}-{adjustment.round}", f"{named(adjustment)}审查已通过"
    users = audience.whose_turn(adjustment)
    return _remind(adjustment, deadline, key, what, "公布", users, calendar.today)


def _remind(adjustment, deadline, key, what, todo, users, today):
    """Tell some users of a deadline, unless they heard of it already (returns how many)."""
    day = date_format(deadline.day)
    if not deadline.is_past:
        text = f"{what}，期限是{day}，请按时{todo}。"
        return notices.write(adjustment, Notice.Kind.DUE_SOON, users, f"{key}-soon", text)
    weeks = (today - deadline.day).days // AGAIN_AFTER
    text = f"{what}，期限是{day}，{deadline.words}，请尽快{todo}。"
    return notices.write(adjustment, Notice.Kind.OVERDUE, users, f"{key}-overdue-{weeks}", text)
