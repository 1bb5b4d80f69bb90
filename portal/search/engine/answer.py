"""The answer to a question: who handles it, which entries say so, and how sure that is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np

from boundaries.matters.roles import LEAD
from departments.models import declared_sections
from departments.texts.folding import in_one_line

from ..language.text import grams
from ..language.understanding import Understanding, understand
from .confidence import confidence
from .documents import EntryText, NamedDepartment
from .elsewhere import elsewhere
from .ranking import rank, term_grams

#: So many bodies are named at least, further ones while their share of the evidence is as large.
CANDIDATES, CANDIDATE_SHARE = 3, 0.05
#: Entries below this part of the best one's score are not shown.
ENTRY_SHARE = 0.25
SECTION_TITLES = {one.key: one.name for one in declared_sections()}


@dataclass(frozen=True)
class FoundEntry:
    """An entry that speaks of the matter."""

    entry: EntryText
    score: float
    _find_snippet: Callable[[], str] = field(repr=False)

    @cached_property
    def snippet(self):
        """The line of the entry that says most of the matter (str)."""
        return self._find_snippet()


@dataclass(frozen=True)
class FoundBody:
    """A body that handles the matter: the entry it is named for, its role where several share it.

    ``score`` is its share of the evidence (0 to 1); ``entry`` is None if its list has none.
    """

    body: NamedDepartment
    score: float
    role: str | None
    entry: EntryText | None
    _find_reasons: Callable[[], Iterable[str]] = field(repr=False)

    @cached_property
    def why(self):
        """Why it is named (tuple of str): the entry, the asking phrase, the word."""
        return tuple(self._find_reasons())


@dataclass(frozen=True)
class Answer:
    """What the search says: ``verdict`` is clear, candidates or none (DESIGN, Search JSON).

    ``bodies`` ranks three or more, also where the first one is the clear answer. ``elsewhere`` are
    (word, body) pairs: what in the question belongs to bodies outside the lists.
    """

    asked: Understanding
    verdict: str
    bodies: tuple[FoundBody, ...] = ()
    entries: tuple[FoundEntry, ...] = field(default=())
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def shared_matters(self):
        """Boundary matters among the first entries: several bodies share the matter."""
        return [found for found in self.entries[:5] if found.entry.section == "boundaries"]


def answer(query, index, vocabulary, limit=20, literally=False):
    """Answer a question from a district's index (returns an Answer).

    ``limit`` is the most entries to name.
    """
    asked = understand(query, index, vocabulary, literally)
    if asked.is_empty or not index.entries:
        return Answer(asked, "none")
    ranking = rank(index, asked)
    if not ranking.entries.any():
        return Answer(asked, "none", elsewhere=elsewhere(asked.text, ""))
    sure = confidence(index, asked, ranking)
    if sure.verdict == "none":
        return Answer(asked, "none", elsewhere=sure.elsewhere)
    bodies = tuple(_found_bodies(index, asked, ranking))
    entries = tuple(_found_entries(index, asked, ranking, limit))
    return Answer(asked, sure.verdict, bodies, entries, sure.elsewhere)


def _found_entries(index, asked, ranking, limit):
    order = np.argsort(-ranking.entries, kind="stable")[:limit]
    scores = ranking.entries[order] / ranking.entries[order[0]]
    wanted = set(grams(asked.text)) | term_grams(asked.terms).keys()
    for place, score in zip(order.tolist(), scores.tolist(), strict=True):
        if score >= ENTRY_SHARE:
            line = partial(_snippet, index, place, wanted)
            yield FoundEntry(index.entries[place], score, line)


def _found_bodies(index, asked, ranking):
    shares = ranking.body_shares
    for position, body in enumerate(np.argsort(-shares, kind="stable")):
        if position < CANDIDATES or shares[body] >= CANDIDATE_SHARE:
            yield _found_body(index, asked, ranking, int(body), float(shares[body]))


def _found_body(index, asked, ranking, body, share):
    """A body with the entry that speaks for it: the best boundary matter if it has a part in that."""
    slug = index.bodies[body].slug
    place = int(ranking.entries.argmax())
    role = _role(index.entries[place], slug)
    if role is None and body in index.body_of_entry:
        place = ranking.best_place(index, body)
        role = _role(index.entries[place], slug)
    elif role is None:
        return FoundBody(index.bodies[body], share, None, None, tuple)
    reasons = partial(_reasons, index, place, asked)
    return FoundBody(index.bodies[body], share, role, index.entries[place], reasons)


def _role(entry, slug):
    """What part a body has in a boundary matter (None if it is none, or the body has no part)."""
    roles = [party.role for party in entry.parties if slug in party.departments]
    return min(roles, key=lambda role: role != LEAD, default=None)


def _reasons(index, place, asked):
    entry, wanted = index.entries[place], set(grams(asked.text))
    yield f"{SECTION_TITLES[entry.section]}“{_short(entry.title)}”"
    shared = [len(wanted & set(grams(phrase))) for phrase in index.folded_phrases(place)]
    if max(shared, default=0) >= 2:
        yield f"常见问法“{entry.phrases[shared.index(max(shared))]}”"
    text = index.folded_text(place)
    for meaning in asked.meanings:
        if meaning.term in text and meaning.word not in meaning.term:
            yield f"“{meaning.word}”即“{meaning.term}”"
            break


def _snippet(index, place, wanted):
    """The line of the entry at a place that has most of the wanted grams (str)."""
    lines = index.lines(place)
    if not lines:
        return index.entries[place].title
    return max(lines, key=lambda line: len(wanted & line[1]))[0]


def _short(title, length=40):
    line = in_one_line(title)
    return line if len(line) <= length else f"{line[:length]}…"
