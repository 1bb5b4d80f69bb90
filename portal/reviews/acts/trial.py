"""What a publication will do, found by doing it and undoing it before anything is committed."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from departments.models import Department, Edition

from ..drafts.amendment import counts_of
from ..models import Adjustment, State
from ..workflow import actions, asking

_UNDER_REVIEW = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class Coming:
    """An edition that will be: what it changes (dict of counts), and which one it follows (or None)."""

    adjustment: Adjustment
    edition: Edition
    follows: Edition | None
    counts: dict[str, int]


@dataclass(frozen=True)
class Trial:
    """``coming`` are the editions (list of Coming); of the departments' other adjustments some stay
    where they are on their way (``standing``), some go back to their editors (``returned``), and so
    many that are being drafted are only brought onto the new edition (``drafts``). ``asked`` are departments that will be asked
    again, each with the adjustment in question (pairs).
    """

    day: date
    coming: list[Coming]
    standing: list[Adjustment]
    returned: list[Adjustment]
    drafts: int
    asked: list[tuple[Department, Adjustment]]

    @property
    def is_today(self):
        return self.day <= timezone.localdate()


def try_publication(user, pairs, effective_from, decision_number):
    """What publishing would do (a Trial). Raises the Refusal that publishing would raise."""
    departments = {adjustment.department_id for adjustment, _ in pairs}
    chosen = {adjustment.pk for adjustment, _ in pairs}
    others = Adjustment.objects.open().filter(department__in=departments).exclude(pk__in=chosen)
    with transaction.atomic():
        before = {one.pk: one.state for one in others}
        act = actions.publish(user, pairs, effective_from, decision_number)
        after = list(Adjustment.objects.filter(pk__in=before).select_related("department"))
        trial = Trial(
            effective_from,
            _coming(act),
            [one for one in after if one.state in _UNDER_REVIEW],
            [one for one in after if before[one.pk] in _UNDER_REVIEW and one.is_editable],
            sum(before[one.pk] not in _UNDER_REVIEW for one in after),
            _asked(departments),
        )
        transaction.set_rollback(True)
    return trial


def _coming(act):
    adjustments = list(
        act.adjustments.select_related("department__district", "draft", "base").order_by(
            "department__order", "pk"
        )
    )
    return [
        Coming(one, one.draft, one.base, counts)
        for one, counts in zip(adjustments, counts_of(adjustments), strict=True)
    ]


def _asked(departments):
    """The departments that agreed to what an adjustment says of them, before their list changed."""
    under_review = Adjustment.objects.filter(
        state__in=_UNDER_REVIEW, opinions__department__in=departments
    )
    return [
        (opinion.department, adjustment)
        for adjustment in under_review.distinct().select_related("department__district")
        for opinion in asking.unasked(adjustment)
        if opinion.department.pk in departments
    ]
