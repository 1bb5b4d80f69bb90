"""An answer as the page of results shows it: who handles the matter, and who else has a part."""

from dataclasses import dataclass
from functools import cached_property

from boundaries.matters.roles import ASSISTING, LEAD, stated_role
from boundaries.models import Subject

from ..addresses import department_address, entry_address
from ..engine.answer import FoundBody
from ..engine.documents import EntryText, NamedDepartment, PartyText
from ..language.text import shortened
from .subjects import subjects_of_matters

#: How many official terms are listed beside those of the question.
OTHER_TERMS = 8
#: How many shared matters are shown, of entries with at least this part of the best one's score.
SHARED_MATTERS, SHARED_SHARE = 2, 0.8
#: How many parties of a matter are shown; its own page shows all.
PARTIES = 8
#: Characters of what a party does.
LONGEST_PART = 120
ROLES = {LEAD: "牵头", ASSISTING: "配合"}
DOES = {LEAD: "牵头负责", ASSISTING: "配合办理", None: "负责"}


@dataclass(frozen=True)
class Handler:
    """A body that handles the matter, and the reasons to show: the entry that says so first."""

    found: FoundBody
    reasons: tuple[str, ...]

    @property
    def body(self) -> NamedDepartment:
        return self.found.body

    @property
    def role(self):
        """牵头 or 配合 where the list itself says so of the body, else empty."""
        return ROLES.get(self._stated_role, "")

    @property
    def does(self):
        """What it does, to end the sentence 这件事由它…."""
        return DOES[self._stated_role]

    @cached_property
    def _stated_role(self):
        entry = self.found.entry
        parties = entry.parties if entry else ()
        said = [Part(one, entry.title) for one in parties if self.body.slug in one.departments]
        return min((one.stated for one in said), key=[LEAD, ASSISTING, None].index, default=None)

    @property
    def address(self):
        return department_address(self.body.slug)

    @property
    def entry_address(self):
        return entry_address(self.found.entry) if self.found.entry else ""


@dataclass(frozen=True)
class Part:
    """What one party does in a shared matter."""

    party: PartyText
    matter: str

    @cached_property
    def stated(self):
        """The role that the list's own words give the party (LEAD, ASSISTING or None)."""
        return stated_role(self.party.name, self.responsibility)

    @property
    def role(self):
        """牵头 or 配合 where the list says so, else empty: the ranking's guess is not for pages."""
        return ROLES.get(self.stated, "")

    @property
    def address(self):
        """The address of the party's own list; empty for bodies outside and for several at once."""
        slug = self.party.only_department
        return department_address(slug) if slug else ""

    @cached_property
    def responsibility(self):
        return self.party.text.removeprefix(self.matter).strip()

    @property
    def summary(self):
        return shortened(self.responsibility, LONGEST_PART)


@dataclass(frozen=True)
class SharedMatter:
    """A boundary matter in which several bodies have a part, and its subject if it has one."""

    entry: EntryText
    subject: Subject | None

    @property
    def address(self):
        return entry_address(self.entry)

    @cached_property
    def parts(self):
        """Who does what, the lead first; the first ones if they are many (list of Part)."""
        parts = [Part(party, self.entry.title) for party in self.entry.parties]
        return sorted(parts, key=lambda part: part.stated != LEAD)[:PARTIES]

    @property
    def says_roles(self):
        """Whether the list says of any of the parts shown who leads or assists."""
        return any(part.role for part in self.parts)

    @property
    def left_out(self):
        """How many parties are not among the parts."""
        return max(0, len(self.entry.parties) - PARTIES)


def handlers(answer):
    """The bodies to name: one if the answer is clear, else two or three (list of Handler).

    What was said of one body already is not said again of the next, but for its entry.
    """
    named, said = [], set()
    for found in answer.bodies[: 1 if answer.verdict == "clear" else 3]:
        new = [one for one in found.why[1:] if one not in said]
        named.append(Handler(found, (*found.why[:1], *new)))
        said.update(new)
    return named


def shared_matters(answer, district):
    """The matters asked for that several bodies share (list of SharedMatter).

    Of a matter that several lists speak of, the likeliest entry.
    """
    entries = {
        found.entry.title: found.entry
        for found in reversed(answer.shared_matters)
        if found.score >= SHARED_SHARE and len(found.entry.parties) > 1
    }
    shown = list(entries.values())[::-1][:SHARED_MATTERS]
    subjects = subjects_of_matters(district) if shown else {}
    return [SharedMatter(entry, subjects.get(entry.key)) for entry in shown]


def other_terms(asked):
    """The official terms that were looked for too (list of str), the surest first."""
    meant = sorted(asked.meanings, key=lambda meaning: -meaning.weight)
    return list(dict.fromkeys(meaning.term for meaning in meant))[:OTHER_TERMS]


def mended(asked):
    """The question with its slips put right; empty if it has none."""
    text = asked.query
    for slip in asked.corrections:
        text = text.replace(slip.typed, slip.words[0])
    return text if text != asked.query else ""
