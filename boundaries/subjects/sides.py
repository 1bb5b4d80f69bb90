"""What the sides of a subject say of each body, laid beside one another."""

from dataclasses import dataclass

from ..matters.parts import LEADS, Part, best_role, weight_of
from ..models import Body, BoundaryMatter
from .clauses import Clause, agree, clauses, share_clause


@dataclass(frozen=True)
class SideReading:
    """A matter in force as one side of a subject."""

    matter: BoundaryMatter
    parts: list[Part]

    @property
    def department(self):
        return self.matter.edition.department

    def of(self, body):
        """The parts of a body in this matter (list of Part)."""
        return [part for part in self.parts if any(body.slug == one.slug for one in part.bodies)]


@dataclass(frozen=True)
class Saying:
    """A part with its clauses, marked where no other list says the same of the body.

    ``given_to`` are other sides' parts that say the same, in part at least, of other bodies: pairs
    of side and Body.
    """

    part: Part
    clauses: list[Clause]
    given_to: list[tuple[SideReading, Body]] = ()


@dataclass(frozen=True)
class Cell:
    """What one list says of one body."""

    sayings: list[Saying]

    @property
    def parts(self):
        return [saying.part for saying in self.sayings]

    @property
    def role(self):
        return best_role(self.parts)


@dataclass(frozen=True)
class BodyRow:
    """A body with what each side says of it: pairs of side and Cell, None where it is not named.

    Where nothing tells which body a printed name means, ``body`` is None and the name stands alone.
    """

    body: Body | None
    name: str
    cells: list[tuple[SideReading, Cell | None]]

    @property
    def told(self):
        return [cell for _, cell in self.cells if cell]

    @property
    def agreement(self):
        """'same' or 'different' where several lists speak of the body, else ''."""
        if len(self.told) < 2:
            return ""
        said = ["\n".join(part.responsibility for part in cell.parts) for cell in self.told]
        return "same" if agree(said) else "different"

    @property
    def is_side(self):
        """Whether it is the body's own list that speaks in one of the sides."""
        return self.body.department_id in {side.department.pk for side, _ in self.cells}

    @property
    def weight(self):
        """For an order: who leads, whose list has the matter, of whom most lists speak."""
        role = min(weight_of(cell.role) for cell in self.told)
        return role != LEADS, not self.is_side, role, -len(self.told)


def named_bodies(sides):
    """All bodies that the sides name, without repetition (list of Body)."""
    named = [one for side in sides for part in side.parts for one in part.bodies]
    return list({body.slug: body for body in named}.values())


def who_does_what(sides):
    """The bodies with what each side says of them, the lead first (list of BodyRow)."""
    known = [
        BodyRow(body, str(body), [(side, _cell(side, body, sides)) for side in sides])
        for body in named_bodies(sides)
    ]
    return sorted(known, key=lambda row: row.weight) + _unexplained(sides)


def _cell(side, body, sides):
    others = [one for one in sides if one is not side]
    texts = [part.responsibility for other in others for part in other.of(body)]
    sayings = [
        Saying(part, _clauses(part.responsibility, texts), _given_to(part, body, others))
        for part in side.of(body)
    ]
    return Cell(sayings) if sayings else None


def _unexplained(sides):
    """Rows for the parts of which nothing tells whom they mean, one for each."""
    return [
        BodyRow(None, part.party.name, _only(side, part, sides))
        for side in sides
        for part in side.parts
        if not part.bodies
    ]


def _only(side, part, sides):
    cell = Cell([Saying(part, _clauses(part.responsibility, []))])
    return [(one, cell if one is side else None) for one in sides]


def _given_to(part, body, others):
    return [
        (side, bearer)
        for side in others
        for other in side.parts
        if share_clause(part.responsibility, other.responsibility)
        for bearer in other.bodies
        if bearer.slug != body.slug
    ]


def _clauses(text, others):
    return clauses(text, others) if others else [Clause(text, alone=False)]
