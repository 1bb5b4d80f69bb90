"""The entries that phrases can belong to."""

from departments.models import section_models


def entries_of(department):
    """The entries in force of a department (by its key), in the order of its list (list)."""
    return [
        entry
        for model in section_models()
        for entry in model.objects.in_force().filter(edition__department=department)
    ]
