"""Subjects as their pages show them: sides, who does what in each, and who is missing."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, Q

from departments.models import Edition, ListEntry

from ..directory.bodies import directories
from ..matters.parts import Part, lead_first, parts_of
from ..models import Body, BoundaryMatter, Side, Subject
from .sides import SideReading, named_bodies, who_does_what


@dataclass(frozen=True)
class Missing:
    """A department that others name in a subject while its own list has no matter in it.

    ``mentions`` are entries of its other sections that hold the subject's keyword.
    """

    body: Body
    named_by: list[SideReading]
    mentions: list[ListEntry] = ()


@dataclass(frozen=True)
class Reading:
    """A subject on one day. ``gone`` are its confirmed sides that no list in force has."""

    subject: Subject
    sides: list[SideReading]
    gone: list[Side]
    listed: set

    @cached_property
    def bodies(self):
        """All bodies that the sides name, without repetition (list of Body)."""
        return named_bodies(self.sides)

    @cached_property
    def rows(self):
        """The bodies with what each side says of them, the lead first (list of BodyRow)."""
        return who_does_what(self.sides)

    @cached_property
    def missing(self):
        """Who is named and has a list, but no matter here in it (list of Missing)."""
        own = {side.department.pk for side in self.sides}
        silent = [one for one in self.bodies if one.department_id in self.listed - own]
        return [Missing(one, [side for side in self.sides if side.of(one)]) for one in silent]

    def names(self, slug):
        """Whether a body of this slug has a part, or its list a side."""
        return any(body.slug == slug for body in self.bodies) or any(
            side.department.slug == slug for side in self.sides
        )


@dataclass(frozen=True)
class MatterReading:
    """A matter's parts, the lead first, and the Reading of its subject (None without one)."""

    parts: list[Part]
    subject: Reading | None


def read_matter(matter, on=None):
    """What the page of a matter shows beside the printed table (a MatterReading)."""
    district = matter.edition.department.district
    books = directories([district])
    key = {"department": matter.edition.department_id, "code": matter.code}
    sides = Side.objects.filter(state=Side.State.CONFIRMED, **key)
    subjects = read_subjects(Subject.objects.shown().filter(sides__in=sides), on, books)
    parts = parts_of(matter, books[district.pk])
    return MatterReading(lead_first(parts), next(iter(subjects), None))


def read_subjects(subjects, on=None, books=None):
    """Subjects as they are on a day (default today; list of Reading). The queries are fixed.

    ``subjects`` is a queryset; ``books`` the directories of their districts, if they are at hand.
    """
    confirmed = Side.objects.filter(state=Side.State.CONFIRMED).select_related("department")
    found = list(subjects.select_related("district").prefetch_related(Prefetch("sides", confirmed)))
    matters = matters_in_force([side.key for one in found for side in one.sides.all()], on)
    books = books or directories({one.district for one in found})
    listed = departments_with_lists(on)
    return [_reading(one, matters, books[one.district_id], listed) for one in found]


def matters_in_force(keys, on=None):
    """The matters in force by department and code (dict by those pairs)."""
    wanted = Q(edition__department__in={key[0] for key in keys}, code__in={key[1] for key in keys})
    found = BoundaryMatter.objects.in_force(on).filter(wanted).with_rows()
    return {(one.edition.department_id, one.code): one for one in found}


def departments_with_lists(on=None):
    """The keys of the departments whose list is in force (set)."""
    return set(Edition.objects.in_force(on).order_by().values_list("department", flat=True))


def _reading(subject, matters, directory, listed):
    sides = subject.sides.all()
    present = [matters[side.key] for side in sides if side.key in matters]
    return Reading(
        subject,
        [SideReading(matter, parts_of(matter, directory)) for matter in present],
        [side for side in sides if side.key not in matters],
        listed,
    )
