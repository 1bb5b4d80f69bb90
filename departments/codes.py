"""Codes of entries: ``D-0007``. Given out once, kept for ever."""

from django.db import transaction

from .models import CodeSeries


@transaction.atomic
def new_codes(department, prefix, count):
    """Give out ``count`` codes that this department never had before (list of str)."""
    if not count:
        return []
    series, _ = CodeSeries.objects.select_for_update().get_or_create(
        department=department, prefix=prefix
    )
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return [f"{prefix}-{number:04d}" for number in range(first, first + count)]
