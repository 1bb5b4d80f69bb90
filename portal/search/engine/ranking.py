"""From an understood query to scored bodies and entries.

Each signal is scaled by its best score for the query, so that signals compare. The weights were
fitted on questions kept for that: docs/search.md says how.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from ..language.pinyin import syllable_pairs
from ..language.text import grams
from .index import spoken_tokens

#: What each signal counts for an entry, and for a body through its best entry. Fitted.
WEIGHTS = {
    "meaning": 2.73,
    "phrases": 3.72,
    "both": 4.76,
    "sound": 2.72,
}
#: What it counts for a body that it is named, or a party of the boundary matter that fits best
#: (of this matter's own score). Fitted.
BODY_WEIGHTS = {
    "named": 1.26,
    "party": 0.28,
}
#: An entry that cites what the query cites comes before all others, and so does a body of which
#: nothing but its name was typed.
CITED, NOTHING_BUT_NAMED = 10.0, 12.0
#: A party that only assists, against one that leads.
ASSISTS = 0.85
#: From which part of the best entry's score on a boundary matter speaks for its parties.
NEAR_BEST = 0.5
#: What a whole query and its clauses count each: as they say much the same, less than full.
AGREEING = 0.6
#: How much a term that a word means counts against the word itself.
MEANT = 0.7
#: Scores far below this are weak evidence even where they are the best there is.
STRONG = 4.0


@dataclass(frozen=True)
class Ranking:
    """Scores for one query: of entries and bodies (arrays), with the raw best of each signal."""

    entries: np.ndarray
    bodies: np.ndarray
    best: dict[str, float]

    @property
    def body_shares(self):
        """How the bodies share the evidence: a softmax of their scores (array, sum 1)."""
        powers = np.exp(self.bodies - self.bodies.max(initial=0))
        return powers / powers.sum()

    def best_place(self, index, body):
        """The place of the best entry of a body (by its place), of all if it has none itself."""
        own = np.flatnonzero(index.body_of_entry == body)
        return int(own[self.entries[own].argmax()] if len(own) else self.entries.argmax())


def rank(index, asked):
    """Score all entries and bodies of an index for an Understanding (returns a Ranking).

    A long query is ranked as a whole and, as much of it may be beside the matter, clause by clause.
    """
    whole = rank_at_once(index, asked)
    clauses = [rank_at_once(index, clause) for clause in asked.clauses]
    shares = strengths(clauses)
    if not shares.any():
        return whole
    return Ranking(
        AGREEING * (whole.entries + shares @ [clause.entries for clause in clauses]),
        AGREEING * (whole.bodies + shares @ [clause.bodies for clause in clauses]),
        whole.best,
    )


def strengths(rankings):
    """How strong the evidence is that each of some Rankings found, as shares (array)."""
    found = np.array([ranking.best["both"] + ranking.best["meaning"] for ranking in rankings])
    return found / (found.sum() or 1)


def rank_at_once(index, asked):
    """Score all entries and bodies for all that is asked taken together (returns a Ranking)."""
    raw = signals(index, asked)
    weighted = {name: weight * scaled(raw[name]) for name, weight in WEIGHTS.items()}
    weighted["cited"] = CITED * raw["cited"] / (raw["cited"].max(initial=0) or 1)
    entries = sum(weighted.values())
    bodies = sum(index.best_entry(scores) for scores in weighted.values())
    bodies = bodies + sum(
        BODY_WEIGHTS[name] * scores for name, scores in body_signals(index, asked, entries).items()
    )
    if asked.only_names:
        meant = NOTHING_BUT_NAMED * named(index, asked)
        bodies, entries = bodies + meant, entries + meant[index.body_of_entry]
    best = {name: float(scores.max(initial=0)) for name, scores in raw.items()}
    return Ranking(entries, bodies, best)


def signals(index, asked):
    """Raw scores of each entry by signal (dict of arrays)."""
    terms = {gram: MEANT * weight for gram, weight in term_grams(asked.terms).items()}
    spoken = Counter(spoken_tokens(asked.text))
    return {
        "meaning": index.text.scores(_surest(Counter(grams(asked.text)), terms)),
        "phrases": index.phrases.scores(spoken),
        "both": index.both.scores(_surest(spoken, terms)),
        "sound": index.sound.scores(Counter(syllable_pairs(asked.text))),
        "cited": index.cited.scores(dict.fromkeys(asked.citations, 1.0)),
    }


def _surest(one, other):
    """Two mappings of tokens to weights as one, with the larger weight of each token."""
    return one | {token: max(weight, one.get(token, 0)) for token, weight in other.items()}


def body_signals(index, asked, entries):
    """Scores of each body by signal, given those of the entries (dict of arrays)."""
    near = np.where(entries >= NEAR_BEST * entries.max(initial=0), entries, 0)
    party = np.zeros(len(index.bodies))
    shares = np.where(index.party_leads, 1.0, ASSISTS)
    np.maximum.at(party, index.body_of_party, shares * near[index.entry_of_party])
    return {"named": named(index, asked), "party": party}


def named(index, asked):
    """1.0 for the body that is named, shared by those that bear the same name (array)."""
    slugs = [body.slug in asked.named for body in index.bodies]
    return np.array(slugs) / max(sum(slugs), 1)


def term_grams(terms):
    """The grams of weighted folded terms, each with the weight of its surest term (dict)."""
    weights = {}
    for term, weight in terms.items():
        for gram in grams(term):
            weights[gram] = max(weight, weights.get(gram, 0))
    return weights


def scaled(scores):
    """A signal's scores as shares of its best one, which itself counts less where it is weak."""
    return scores / (scores.max(initial=0) + STRONG)
