"""The codes of entries that phrases can belong to."""

from departments.models import section_models


def known_codes(departments):
    """(department key, code) of every entry in any edition of some departments (set)."""
    found = [
        model.objects.filter(edition__department__in=list(departments))
        .order_by()
        .values_list("edition__department", "code")
        for model in section_models()
    ]
    return set(found[0].union(*found[1:]))


def entries_of(department):
    """The entries in force of a department (by its key), in the order of its list (list)."""
    return [
        entry
        for model in section_models()
        for entry in model.objects.in_force().filter(edition__department=department)
    ]
