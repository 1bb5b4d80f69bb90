"""The published editions of a department along time."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from ..models import Edition
from .refusals import NotPublic


@dataclass(frozen=True)
class Span:
    """An edition and the one that took its place (None while it is the latest)."""

    edition: Edition
    successor: Edition | None

    @property
    def effective_to(self):
        """The day on which the successor took its place (a date or None)."""
        return self.successor.effective_from if self.successor else None


def timeline(slug, on=None):
    """The editions of a department that have come into force by a day, newest first (list of Span).

    Neither drafts nor what is scheduled for later or was cancelled are among them. Never empty: raises NotPublic
    when the department is unknown or had no list by that day.
    """
    day = on or timezone.localdate()
    editions = list(
        Edition.objects.uncancelled()
        .filter(department__slug=slug, effective_from__lte=day)
        .select_related("department__district", "source", "cancellation", "proof")
        .order_by("-number")
    )
    if not editions:
        raise NotPublic(_why_none(slug, day))
    return [Span(*pair) for pair in zip(editions, [None, *editions], strict=False)]


def public_span(slug, number, on=None):
    """The span of an edition that has come into force by a day, or was cancelled before it could.

    Raises NotPublic when there is none.
    """
    try:
        return span_numbered(timeline(slug, on), number)
    except NotPublic:
        cancelled = cancelled_editions(slug).filter(number=number).first()
        if cancelled is None:
            raise
        return Span(cancelled, None)


def cancelled_editions(slug, after=None, on=None):
    """The editions of a department that never came into force, newest first (a queryset).

    ``after`` and ``on`` leave those that would have taken the place of an edition by a day.
    """
    cancelled = Edition.objects.cancelled().filter(department__slug=slug)
    if after:
        cancelled = cancelled.filter(number__gt=after.number, effective_from__lte=on)
    return cancelled.select_related("department__district", "source", "cancellation").order_by(
        "-number"
    )


def span_numbered(spans, number):
    """The span of the edition with a number. Raises NotPublic when there is none."""
    for span in spans:
        if span.edition.number == number:
            return span
    raise NotPublic(f"这个部门没有第 {number} 版清单，或者它尚未施行。")


def _why_none(slug, day):
    """Why a department has no list by a day, as far as the public may know (one sentence)."""
    begun = Edition.objects.uncancelled().filter(
        department__slug=slug, effective_from__lte=timezone.localdate()
    )
    first = begun.order_by("number").values_list("effective_from", flat=True).first()
    if first is None:
        return f"没有这个部门，或者它在{date_format(day)}还没有施行的清单。"
    return f"这个部门的第一版清单自{date_format(first)}起施行，它在{date_format(day)}还没有施行的清单。"
