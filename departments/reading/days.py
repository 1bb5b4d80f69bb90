"""The day that a page speaks of: ``?on=2026-11-23``, and today without it."""

from datetime import date

from .refusals import UnreadableDay


def requested_day(request):
    """The day asked for with ``on=`` (a date), or None for today. Raises UnreadableDay."""
    text = request.GET.get("on", "").strip()
    return read_day(text) if text else None


def read_day(text):
    """A day written as 2026-11-23, and in no other way (a date). Raises UnreadableDay."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # The library also reads 20261123 and 2026-W48-1: one day would have several addresses.
    if day is None or day.isoformat() != text:
        raise UnreadableDay(f"“{text[:20]}”不是可以识别的日期，请写成 2026-11-23 的样子。")
    return day


def day_query(day):
    """What to append to an address so that it speaks of the same day (str)."""
    return f"?on={day.isoformat()}" if day else ""
