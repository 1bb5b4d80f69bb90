"""An answer as the page of results shows it: who handles the matter, and who else has a part."""

from dataclasses import dataclass

from boundaries.roles import ASSISTING, LEAD

from .addresses import department_address, entry_address
from .answer import FoundBody
from .documents import Body, EntryText, PartyText

#: How many official terms are listed beside those of the question.
OTHER_TERMS = 8
#: How many shared matters are shown, of entries with at least this part of the best one's score.
SHARED_MATTERS, SHARED_SHARE = 2, 0.8
#: How many parties of a matter are shown; its own page shows all.
PARTIES = 8
ROLES = {LEAD: "牵头", ASSISTING: "配合"}
DOES = {LEAD: "牵头负责", ASSISTING: "配合办理", None: "负责"}


@dataclass(frozen=True)
class Handler:
    """A body that handles the matter, and the reasons to show: the entry that says so first."""

    found: FoundBody
    reasons: tuple[str, ...]

    @property
    def body(self) -> Body:
        return self.found.body

    @property
    def role(self):
        """牵头 or 配合 where several bodies share the matter, else empty."""
        return ROLES.get(self.found.role, "")

    @property
    def does(self):
        """What it does, to end the sentence 这件事由它…."""
        return DOES[self.found.role]

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

    @property
    def role(self):
        return ROLES[self.party.role]

    @property
    def address(self):
        """The address of the party's own list; empty for bodies outside."""
        slug = self.party.department
        return department_address(slug) if slug else ""

    @property
    def responsibility(self):
        return self.party.text.removeprefix(self.matter).strip()


@dataclass(frozen=True)
class SharedMatter:
    """A boundary matter in which several bodies have a part."""

    entry: EntryText

    @property
    def address(self):
        return entry_address(self.entry)

    @property
    def parts(self):
        """Who does what, the lead first; the first ones if they are many (list of Part)."""
        ordered = sorted(self.entry.parties, key=lambda party: party.role != LEAD)
        return [Part(party, self.entry.title) for party in ordered[:PARTIES]]

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


def shared_matters(answer):
    """The matters asked for that several bodies share (list of SharedMatter).

    Of a matter that several lists speak of, the likeliest entry.
    """
    matters = {
        found.entry.title: SharedMatter(found.entry)
        for found in reversed(answer.shared_matters)
        if found.score >= SHARED_SHARE and len(found.entry.parties) > 1
    }
    return list(matters.values())[::-1][:SHARED_MATTERS]


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
