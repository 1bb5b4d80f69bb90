"""The list of subjects with a choice of bodies, as its page shows it."""

from collections import Counter
from dataclasses import dataclass

from ..models import Body, Subject
from .readings import Reading, read_subjects


@dataclass(frozen=True)
class Choice:
    """A body by which the list may be narrowed, with how many subjects name it."""

    body: Body
    count: int
    chosen: bool


@dataclass(frozen=True)
class SubjectList:
    """Subjects of which several lists speak and those of which one does, with the choices."""

    several: list[Reading]
    single: list[Reading]
    choices: list[Choice]

    @property
    def chosen(self):
        """The Choice in use, or None."""
        return next((choice for choice in self.choices if choice.chosen), None)

    @property
    def count(self):
        return len(self.several) + len(self.single)


def read_list(slug="", on=None):
    """The subjects of a day that name a body (all without a slug), as a SubjectList."""
    readings = [one for one in read_subjects(Subject.objects.shown(), on) if one.sides]
    counts, bodies = Counter(), {}
    for reading in readings:
        for body in reading.bodies:
            bodies[body.slug] = body
            counts[body.slug] += 1
    choices = [Choice(bodies[key], count, key == slug) for key, count in counts.most_common()]
    shown = [one for one in readings if not slug or one.names(slug)]
    return SubjectList(
        [one for one in shown if len(one.sides) > 1],
        sorted((one for one in shown if len(one.sides) == 1), key=lambda one: -len(one.missing)),
        choices,
    )
