"""The published editions of a department along time."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from .models import Edition
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

    Neither drafts nor what is scheduled for later are among them. Never empty: raises NotPublic
    when the department is unknown or had no list by that day.
    """
    day = on or timezone.localdate()
    editions = list(
        Edition.objects.published()
        .filter(department__slug=slug, effective_from__lte=day)
        .select_related("department__district", "source")
        .order_by("-number")
    )
    if not editions:
        raise NotPublic(f"没有这个部门，或者它在{date_format(day)}还没有施行的清单。")
    return [Span(*pair) for pair in zip(editions, [None, *editions], strict=False)]
