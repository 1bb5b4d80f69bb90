"""The actions by which a list changes state: each checks, writes and is all or nothing."""

from django.db import transaction

from departments.models import Department
from departments.publication import PublicationError, publish_edition


@transaction.atomic
def publish_first_edition(draft, effective_from):
    """Put the first edition of a department in force from a date (returns the Edition).

    Only a department without any published edition may begin this way: what follows changes law
    in force and is reviewed. Raises PublicationError otherwise.
    """
    department = Department.objects.select_for_update().get(pk=draft.department_id)
    if department.editions.published().exists():
        raise PublicationError(f"{department}已有公布的清单，后续版本须经审查公布。")
    return publish_edition(draft, effective_from)
