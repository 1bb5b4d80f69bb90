"""With whom a department shares matters, from its own list and from theirs."""

from dataclasses import dataclass

from ..models import Body
from .shared import read_shared, shared_address


@dataclass(frozen=True)
class Neighbour:
    """A body with the matters that join it to a department.

    ``ours`` counts the matters in the department's list that name the body, ``theirs`` those in
    the body's list that name the department; each has the address of these matters.
    """

    body: Body
    ours: int
    ours_address: str
    theirs: int
    theirs_address: str

    @property
    def count(self):
        return self.ours + self.theirs

    @property
    def address(self):
        """Where the shared matters stand: in the department's own list, if it has any."""
        return self.ours_address if self.ours else self.theirs_address


def neighbours(department, on=None):
    """The neighbours of a department, those with most shared matters first (list of Neighbour)."""
    shared = read_shared(on, department.district)
    directory = shared.directories[department.district_id]
    own = directory.body_of(department.pk)
    naming = [pk for pk in shared.departments if shared.count(pk, own.slug)]
    slugs = {*shared.codes.get(department.pk, ()), *(directory.body_of(pk).slug for pk in naming)}
    found = [
        _neighbour(department, own, directory.bodies[slug], shared, on) for slug in sorted(slugs)
    ]
    return sorted(found, key=lambda one: -one.count)


def _neighbour(department, own, body, shared, on):
    theirs = shared.count(body.department_id, own.slug)
    return Neighbour(
        body,
        shared.count(department.pk, body.slug),
        shared_address(department, body, on),
        theirs,
        shared_address(body.department, own, on) if theirs else "",
    )
