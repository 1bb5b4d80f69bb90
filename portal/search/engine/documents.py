"""What the index is made of: plain values, no database."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PartyText:
    """A printed party's part in a boundary matter.

    ``departments`` has one value for each body that the cell names: the slug of a department, None
    for one outside. ``stand_ins`` are the slugs of those to which the vocabulary leads who asks for
    a body without a list (旅游民宗局): good for ranking, never said to be the party.
    """

    name: str
    departments: tuple[str | None, ...]
    role: str
    text: str
    stand_ins: tuple[str, ...] = ()

    @property
    def only_department(self):
        """The slug of the department that the cell names and no other body with it, else None."""
        return self.departments[0] if len(self.departments) == 1 else None


@dataclass(frozen=True)
class EntryText:
    """One entry in force as the search sees it."""

    department: str
    section: str
    code: str
    title: str
    text: str
    phrases: tuple[str, ...] = ()
    parties: tuple[PartyText, ...] = ()
    source_lines: tuple[int, int] = (0, 0)

    @property
    def key(self):
        return self.department, self.code


@dataclass(frozen=True)
class NamedDepartment:
    """A department as the search sees it; ``names`` are all that it is called."""

    slug: str
    order: int
    name: str
    names: tuple[str, ...] = field(default=())
    short_name: str = ""
    signboards: tuple[str, ...] = ()
