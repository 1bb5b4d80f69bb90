"""Editions that were scheduled, and cancelled before their day."""

from datetime import timedelta

from django.utils import timezone

from departments.models import Edition
from departments.publishing.cancelling import cancel_edition
from departments.publishing.drafts import draft_from
from portal.reviews.workflow import actions
from tests.factories import add_duty, publish
from tests.reviewing import NUMBER, fresh

CANCELLED_BY = "蒸政办发〔2026〕9号"
REASON = "上级文件推迟执行。"


def in_days(days):
    """The day after so many days."""
    return timezone.localdate() + timedelta(days)


def schedule(department, text="负责新的事项", days=10):
    """A further edition with one more duty, to come into force after so many days (the Edition)."""
    draft = draft_from(department.editions.last_uncancelled(), department)
    add_duty(draft, text, position=1000 + Edition.objects.count())
    return publish(draft, in_days(days))


def cancel(edition):
    """Cancel a scheduled edition (returns it as it is then)."""
    cancel_edition(edition, reason=REASON, decision_number=CANCELLED_BY, by_name="龚公布")
    return Edition.objects.get(pk=edition.pk)


def scheduled(review, days=10):
    """An adjustment of a Review whose edition comes into force after so many days."""
    approved = review.approved()
    actions.publish(review.publisher, [(approved, approved.version)], in_days(days), NUMBER)
    return fresh(approved)


def cancelled(review, adjustment):
    """Cancel what an adjustment of a Review published (returns the Adjustment as it is then)."""
    pairs = [(adjustment, adjustment.version)]
    actions.cancel(review.publisher, pairs, REASON, CANCELLED_BY)
    return fresh(adjustment)
