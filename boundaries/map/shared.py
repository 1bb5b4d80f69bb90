"""Which lists name which bodies, and in how many matters."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse

from departments.models import Department

from ..directory.bodies import Directory, directories
from ..models import Body, BoundaryMatter


@dataclass
class Shared:
    """For each list (by its department's key) the codes of the matters that name each body.

    ``bodies`` are the bodies named, by slug; ``departments`` all that have such matters, by key.
    A list's own department does not count among the bodies that it names.
    """

    directories: dict[int, Directory]
    departments: dict[int, Department] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    codes: dict = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def count(self, department_id, slug):
        """In how many matters of a department's list a body has a part."""
        return len(self.codes.get(department_id, {}).get(slug, ()))


def read_shared(on=None, district=None):
    """What the lists in force say, of one district or of all (a Shared; fixed queries)."""
    shared = Shared(directories([district] if district else None))
    for department, code, name in _named(on, district):
        for body in shared.directories[department.district_id].resolve(name):
            if body.department_id != department.pk:
                shared.departments[department.pk] = department
                shared.bodies[body.slug] = body
                shared.codes[department.pk][body.slug].add(code)
    return shared


def _named(on, district):
    """(department, code, printed name) of each row of the matters in force."""
    chosen = {"edition__department__district": district} if district else {}
    matters = BoundaryMatter.objects.in_force(on).filter(**chosen)
    ordered = matters.order_by("edition__department__order", "edition", "position", "parties__pk")
    rows = ordered.values_list("edition__department", "code", "parties__name")
    departments = {one.pk: one for one in Department.objects.select_related("district")}
    return [(departments[pk], code, name) for pk, code, name in rows if name]


def shared_address(department, body, on=None):
    """The page of the matters in a department's list that name a body (str)."""
    query = QueryDict(mutable=True)
    query["department"], query["body"] = department.slug, body.slug
    if on:
        query["on"] = on.isoformat()
    return f"{reverse('boundaries:index')}?{query.urlencode()}"
