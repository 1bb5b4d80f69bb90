"""How sure an answer is: whether the lists speak of the matter, and whether the first body is right.

Relative scores cannot tell: something always comes first. So the first body's best entry is
looked at itself: how much of the query it covers, in its sounds, meanings and asking phrases.
"""

import math
from dataclasses import dataclass

from ..language.pinyin import syllable_pairs
from .elsewhere import elsewhere
from .index import spoken_tokens

#: How features speak for any list handling this, and for the first body being right. Fitted.
HANDLED = {
    "bias": -5.57,
    "first_share": 3.74,
    "second_share": 2.64,
    "sounds_covered": 0.69,
    "likest_phrase": 0.31,
    "meaning_met": 1.34,
    "meaning": 1.06,
    "phrases": 0.54,
    "both": 0.45,
    "cited": 3.15,
    "cites_unknown": -2.52,
    "elsewhere": -4.18,
}
RIGHT = {
    "bias": -4.86,
    "first_share": 3.64,
    "second_share": -4.92,
    "sounds_covered": 0.81,
    "likest_phrase": 1.54,
    "meaning_met": 0.6,
    "meaning": 0.84,
    "phrases": 0.35,
    "both": 0.39,
    "cited": 2.83,
    "cites_unknown": -1.76,
    "elsewhere": -3.51,
}


#: Below which probability nothing here fits, and above which one the first body is the answer.
NOTHING, CLEAR = 0.02, 0.5


@dataclass(frozen=True)
class Confidence:
    """Probabilities (0 to 1): that a list handles the matter, that the first body is right.

    ``elsewhere`` are (word, body) pairs of what in the query belongs to others outside the lists.
    """

    handled: float
    right: float
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def verdict(self):
        """The answer in one word: clear, candidates or none."""
        if self.handled < NOTHING:
            return "none"
        return "clear" if self.right > CLEAR else "candidates"


def confidence(index, asked, ranking):
    """How sure the answer to an Understanding is, as ranked (returns a Confidence)."""
    if asked.only_names:
        return Confidence(1.0, 1 / len(asked.named))
    values, others = features(index, asked, ranking)
    return Confidence(_probability(HANDLED, values), _probability(RIGHT, values), others)


def features(index, asked, ranking):
    """(what confidence is judged by: dict of float, about 0 to 1 each; what belongs elsewhere)."""
    shares = sorted(ranking.body_shares, reverse=True)
    place = ranking.best_place(index, int(ranking.bodies.argmax()))
    phrases, text = index.folded_phrases(place), index.folded_text(place)
    others = elsewhere(asked.text, "\n".join([text, *phrases]))
    sounds = set(syllable_pairs(asked.text))
    values = {
        "first_share": float(shares[0]),
        "second_share": float(shares[1]) if len(shares) > 1 else 0.0,
        "sounds_covered": index.sound.count(sounds, place) / (len(sounds) or 1),
        "likest_phrase": _likest(asked.text, phrases),
        "meaning_met": max(
            (sure for term, sure in asked.terms.items() if term in text), default=0.0
        ),
        **{name: ranking.best[name] / 10 for name in ("meaning", "phrases", "both")},
        "cited": float(bool(asked.citations)),
        "cites_unknown": float(asked.cites_unknown),
        "elsewhere": float(bool(others)),
    }
    return values, others


def _probability(weights, values):
    total = weights["bias"] + sum(weights[name] * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))


def _likest(text, phrases):
    """How like a text the likest of some phrases is (0 to 1)."""
    wanted = set(spoken_tokens(text))
    said = [set(spoken_tokens(phrase)) for phrase in phrases]
    return max((len(wanted & one) / (len(wanted | one) or 1) for one in said), default=0.0)
