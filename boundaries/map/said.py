"""All that the lists say of one body."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from departments.models import Department
from departments.reading.refusals import NotPublic

from ..directory.bodies import Directory, made_of
from ..matters.parts import Part, parts_of
from ..models import Body, BoundaryMatter, Side
from ..subjects.readings import departments_with_lists


@dataclass(frozen=True)
class Said:
    """A matter that names the body, with the parts it has there and the names that mean it."""

    matter: BoundaryMatter
    parts: list[Part]
    names: list[str]


@dataclass(frozen=True)
class BodyReading:
    """A body on one day: what lists say of it, and whether it has a list of its own."""

    body: Body
    said: list[Said]
    has_list: bool

    @cached_property
    def spellings(self):
        """The names under which the lists print it, with how often (list of pairs)."""
        return Counter(name for one in self.said for name in one.names).most_common()

    @property
    def lists(self):
        """How many lists speak of it."""
        return len({one.matter.edition_id for one in self.said})


def find_body(slug):
    """A body by its address name, kept or made of a department. Raises NotPublic."""
    kept = Body.objects.filter(slug=slug).select_related("district", "department").first()
    if kept:
        return kept
    department = Department.objects.filter(slug=slug).select_related("district").first()
    if department is None:
        raise NotPublic("没有这个单位。")
    return Body.objects.filter(department=department).first() or made_of(department)


def read_body(slug, on=None):
    """What the lists in force on a day say of a body (a BodyReading). Raises NotPublic."""
    body = find_body(slug)
    directory = Directory.for_district(body.district)
    matters = BoundaryMatter.objects.in_force(on).filter(
        edition__department__district=body.district
    )
    ordered = matters.with_rows().order_by("edition__department__order", "edition", "position")
    said = [one for matter in ordered if (one := _said(matter, body, directory)).parts]
    has_list = body.department_id in departments_with_lists(on)
    if body.pk is None and not said and not has_list:
        raise NotPublic("没有这个单位。")
    return BodyReading(body, said, has_list)


def subjects_of(reading):
    """The subjects in which a body is named, or has a side of its own list (list of Subject)."""
    body = reading.body
    keys = {(one.matter.edition.department_id, one.matter.code) for one in reading.said}
    sides = Side.objects.filter(
        state=Side.State.CONFIRMED, subject__district=body.district_id, subject__merged_into=None
    ).select_related("subject")
    found = (
        one.subject for one in sides if one.key in keys or one.department_id == body.department_id
    )
    return list(dict.fromkeys(found))


def _said(matter, body, directory):
    named = [
        (
            part,
            [
                name
                for name, one in directory.read(part.party.name)
                if one and one.slug == body.slug
            ],
        )
        for part in parts_of(matter, directory)
    ]
    return Said(
        matter,
        [part for part, names in named if names],
        [name for _, names in named for name in names],
    )
