"""What was confirmed, and by whom alone, of those who decided about an adjustment: for its proof."""

from django.db.models import Q

from portal.accounts.confirmations import keys
from portal.accounts.models import Change, Verdict

from ..drafts.amendment import kinds_of
from . import separation


def confirmations_touching(adjustment, publisher):
    """The confirmed changes on which its decisions rest, since its base was published (list of dict).

    Of those who judged and published it, their offices, its department and its route: what, of whom,
    before, after, by whom and when it was changed and confirmed; values are texts or lists.
    """
    found = _touching(adjustment, publisher)
    if adjustment.base:
        found = found.filter(verdict__at__gte=adjustment.base.published_at)
    return [_told(change) for change in found]


def emergencies_touching(adjustment, publisher):
    """What of all this one person ever confirmed alone (list of dict): who, when, why and what."""
    return [
        {
            "by": change.verdict.emergency.by_name,
            "at": change.verdict.emergency.at.isoformat(),
            "reason": change.verdict.emergency.reason,
            "what": f"{change}（变更人：{change.by_name}）",
        }
        for change in _touching(adjustment, publisher).filter(verdict__emergency__isnull=False)
    ]


def _touching(adjustment, publisher):
    confirmed = Change.objects.filter(verdict__outcome=Verdict.Outcome.CONFIRMED)
    offices = set(adjustment.current_stages().values_list("office", flat=True))
    people = separation.judges(adjustment) | {publisher.pk}
    subjects = {
        keys.ROLES,
        keys.department(adjustment.department_id),
        *(keys.route(kind) for kind in kinds_of(adjustment)),
        *(keys.user(one) for one in people),
        *(keys.office(one) for one in offices),
    }
    about = Q(subject__in=subjects)
    found = confirmed.filter(about).select_related("verdict__emergency")
    return found.order_by("pk")


def _told(change):
    verdict = change.verdict
    return {
        "what": str(change),
        "before": change.before,
        "after": change.after,
        "by": change.by_name,
        "at": change.at.isoformat(),
        "confirmed_by": verdict.by_name,
        "confirmed_at": verdict.at.isoformat(),
        "emergency": verdict.emergency.reason if verdict.emergency else "",
    }
