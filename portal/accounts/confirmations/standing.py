"""Whether somebody judges, answers or publishes by something that nobody has confirmed."""

from django.db.models import Q
from django.utils import timezone

from ..permissions import EDIT_LISTS, PUBLISH_LISTS, REVIEW_LISTS
from . import keys, setup
from .models import Change, Verdict
from .people import People


def of_reviewer(user, office):
    """Why a user may not judge for an office as yet (str), "" where nothing waits."""
    return said_of(keys.of_right(user.pk, REVIEW_LISTS, office_key=office.pk), "审查")


def of_publisher(user):
    """Why a user may not publish as yet (str), "" where nothing waits."""
    return said_of(keys.of_right(user.pk, PUBLISH_LISTS), "公布")


def of_editor(user, department):
    """Why a user may not answer for a department as yet (str), "" where nothing waits."""
    return said_of(keys.of_right(user.pk, EDIT_LISTS, department_key=department.pk), "答复")


def of_names(department):
    """Why a list may not be judged or published under its department's names (str)."""
    subject = keys.department(department.pk)
    return said_of({(subject, keys.NAME), (subject, keys.NAMES)}, "审查和公布")


def confirmed(users, held, **place):
    """Those of some users (a queryset) on whose right nothing waits (a queryset)."""
    if not setup.is_wanted():
        return users
    people = People()
    if not people.waiting:
        return users
    waiting = [user.pk for user in users if not people.is_confirmed(user, held, **place)]
    return users.exclude(pk__in=waiting)


def said_of(rested_on, work):
    """What waits of the pairs of subject and aspect that some work rests on (str)."""
    found = waiting(rested_on)
    if not found:
        return ""
    change = found[0]
    day = timezone.localdate(change.at)
    what = f"{change}，由{change.by_name}在 {day} 变更"
    verdict = getattr(change, "verdict", None)
    if verdict and verdict.outcome == Verdict.Outcome.DECLINED:
        return (
            f"{what}，{verdict.by_name}不予确认（{verdict.reason}），不能据此{work}。"
            "请管理员改回，或者重新变更后再请人确认。"
        )
    return f"{what}，还没有第二人确认，确认以前不能据此{work}。{_who(change)}"


def waiting(rested_on):
    """The changes that wait among some pairs of subject and aspect (list of Change)."""
    if not setup.is_wanted() or not rested_on:
        return []
    chosen = Q(subject__in={subject for subject, _ in rested_on})
    found = Change.objects.waiting().filter(chosen, grants=True).select_related("verdict")
    return [one for one in found.order_by("pk") if (one.subject, one.aspect) in rested_on]


def _who(change):
    names = "、".join(str(user) for user in People().who_confirm(change))
    if not names:
        return "现在没有可以确认的人，请管理员在“待确认的变更”中紧急办理。"
    return f"请{names}在“待确认的变更”中确认。"
