"""What the index is made of: plain values, no database."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PartyText:
    """A body's part in a boundary matter; ``department`` is its slug, None for outside bodies."""

    name: str
    department: str | None
    role: str
    text: str


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
class Body:
    """A department as the search sees it; ``names`` are all that it is called."""

    slug: str
    order: int
    name: str
    names: tuple[str, ...] = field(default=())
    short_name: str = ""
    signboards: tuple[str, ...] = ()
