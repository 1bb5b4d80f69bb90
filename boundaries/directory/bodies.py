"""Which bodies the lists mean by the names that they print."""

from collections import defaultdict

from departments.models import Department

from ..models import Body, BodyName
from .names import abbreviates, local_names, official_names, plain, split


class Directory:
    """Looks up the bodies that printed names mean in one district.

    First the names kept for the district decide, then those of its departments: full, short and
    former names and signboards, with the district's name or without it, or shortened (人社局).
    A body is known by its slug; one that no row keeps is made of its department.
    """

    def __init__(self, district_name, departments, bodies, names):
        self.bodies = {body.slug: body for body in bodies}
        of_department = {body.department_id: body for body in bodies if body.department_id}
        for one in departments:
            body = of_department.setdefault(one.pk, made_of(one))
            self.bodies.setdefault(body.slug, body)
        self._of_department = of_department
        self._kept = {name.name: self.bodies[name.body.slug] for name in names}
        self._district_name = district_name
        self._official = _by_official_name(departments, district_name, of_department)
        self._read = {}

    @classmethod
    def for_district(cls, district):
        """The directory of a district. The number of queries is fixed."""
        return directories([district])[district.pk]

    def resolve(self, printed):
        """The bodies that a printed cell names, in order (list of Body); none for unknown names."""
        return list({body.slug: body for _, body in self.read(printed) if body}.values())

    def unresolved(self, printed):
        """The names in a printed cell that nothing here explains (list of str)."""
        return [name for name, body in self.read(printed) if not body]

    def read(self, printed):
        """The names in a printed cell with the Body that each means, or None (list of pairs)."""
        if printed not in self._read:
            self._read[printed] = [(name, self._meant_by(name)) for name in self.names_in(printed)]
        return self._read[printed]

    def names_in(self, printed):
        """The names in a printed cell (list of str); one that is known whole is not taken apart."""
        whole = plain(printed)
        return [whole] if whole in self._kept or whole in self._official else split(printed)

    def body_of(self, department_id):
        """The Body of one of the district's departments, by the department's key."""
        return self._of_department[department_id]

    def _meant_by(self, name):
        return self._kept.get(name) or self._department_called(name)

    def _department_called(self, name):
        forms = list(local_names(name, self._district_name))
        for form in forms:
            if form in self._official:
                return self._official[form]
        meant = {
            body.slug: body
            for official, body in self._official.items()
            if any(abbreviates(form, official) for form in forms)
        }
        return next(iter(meant.values())) if len(meant) == 1 else None


def directories(districts=None):
    """The directories of some districts, of all by default (dict by the district's key).

    Four queries, whatever the number of districts.
    """
    chosen = {} if districts is None else {"district__in": list(districts)}
    departments, bodies, names = defaultdict(list), defaultdict(list), defaultdict(list)
    for one in (
        Department.objects.filter(**chosen).select_related("district").prefetch_related("names")
    ):
        departments[one.district].append(one)
    for one in Body.objects.filter(**chosen).select_related("department"):
        bodies[one.district_id].append(one)
    for one in BodyName.objects.filter(**chosen).select_related("body"):
        names[one.district_id].append(one)
    found = districts if districts is not None else departments
    return {
        one.pk: Directory(one.name, departments[one], bodies[one.pk], names[one.pk])
        for one in found
    }


def made_of(department):
    """The body that a department is, where no row keeps one (an unsaved Body)."""
    return Body(
        district_id=department.district_id,
        slug=department.slug,
        name=department.short_name,
        kind=Body.Kind.DEPARTMENT,
        department=department,
    )


def _by_official_name(departments, district_name, of_department):
    """Bodies by the names of their departments, with and without the district (dict)."""
    found = {}
    for department, names in official_names(departments):
        for printed in [*names, department.short_name]:
            for name in local_names(printed, district_name):
                found.setdefault(plain(name), of_department[department.pk])
    return found
