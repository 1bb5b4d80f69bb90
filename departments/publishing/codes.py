"""Codes of entries: ``D-0007``. Given out once, kept for ever."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import CodeSeries, declared_sections, section_models


def is_code(text, prefix=""):
    """Whether a text could be the code of an entry, of any section or of the one with a prefix."""
    prefixes = prefix or "".join(section.prefix for section in declared_sections())
    return re.fullmatch(f"[{prefixes}]-[0-9]{{4,}}", text, re.ASCII) is not None


def validate_code(text):
    """For fields that name an entry beside its department. Raises ValidationError."""
    if not is_code(text):
        raise ValidationError("条目编码写作 D-0007 的样子。", code="invalid")


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


def validate_has_entry(department, code):
    """Raise ValidationError, of the field ``code``, unless a department ever had such an entry.

    Any edition counts, draft or published.
    """
    if not any(
        model.objects.filter(edition__department=department, code=code).exists()
        for model in section_models()
        if code.startswith(model.code_prefix)
    ):
        raise ValidationError({"code": f"{department}的清单里没有编码为 {code} 的条目。"})


def known_codes(departments):
    """(department key, code) of every entry in any edition of some departments (set)."""
    found = [
        model.objects.filter(edition__department__in=list(departments))
        .order_by()
        .values_list("edition__department", "code")
        for model in section_models()
    ]
    return set(found[0].union(*found[1:]))
