"""Values for the examples of the page: what is really there to be asked for on this site."""

from boundaries.models import Subject
from departments.reading.contents import lists_in_force

from .sections import SECTIONS


def sample():
    """Values of parameters by operation (dict of dicts); empty where nothing is in force.

    None for an operation that has nothing to show: a section of which there is no entry.
    """
    entries = {f"{section.key}_entry": _of_first_entry(section) for section in SECTIONS}
    return _of_first_list() | entries | _of_first_subject()


def _of_first_list():
    first = lists_in_force().first()
    if first is None:
        return {}
    department = {"slug": first.department.slug}
    return {
        "department": department,
        "list": department,
        "editions": department,
        "edition": department | {"number": first.number},
        **{section.key: {"department": first.department.slug} for section in SECTIONS},
    }


def _of_first_entry(section):
    entries = section.model.objects.in_force().values_list("edition__department__slug", "code")
    first = entries.first()
    return first and dict(zip(("slug", "code"), first, strict=True))


def _of_first_subject():
    first = Subject.objects.shown().first()
    return {"subject": {"subject": first.slug}} if first else {}
