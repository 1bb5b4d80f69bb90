"""Everyday words and the official terms they mean, ready for lookup."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from .matching import WordFinder
from .pinyin import initials
from .text import fold

#: A word may mean many things; only its surest meanings are followed.
MEANINGS = 4
#: Single characters are words in texts of so many characters only.
_FEW = 4


@dataclass(frozen=True)
class Meaning:
    """A word of the query, an official term it may mean, and how surely (0 to 1)."""

    word: str
    term: str
    weight: float


class Vocabulary:
    """Word to terms, found inside a folded text by longest match.

    ``rows`` are (word, term, both ways?, weight).
    """

    def __init__(self, rows):
        self._terms = {}
        for word, term, both_ways, weight in rows:
            self._add(fold(word), fold(term), weight)
            if both_ways:
                self._add(fold(term), fold(word), weight)
        self._finder = WordFinder(self._terms)

    def _add(self, word, term, weight):
        if word != term:
            self._terms.setdefault(word, {})[term] = weight

    def __contains__(self, word):
        return word in self._terms

    @property
    def words(self):
        """All words that can be looked up, folded."""
        return self._terms.keys()

    def meanings(self, text):
        """What the words of a folded text may mean (list of Meaning), longer words first.

        A word inside a longer known word is not looked up; a word of one character only counts
        in a query of a few characters.
        """
        return [
            Meaning(word, term, weight)
            for word in self._words(text)
            for term, weight in sorted(self._terms[word].items(), key=_surest)[:MEANINGS]
        ]

    def spelled_by(self, letters):
        """The known words that these initials stand for (list of str)."""
        return self._by_initials.get(letters, [])

    @cached_property
    def _by_initials(self):
        found = defaultdict(list)
        for word in self._terms:
            found[initials(word)].append(word)
        return dict(found)

    def _words(self, text):
        shortest = 1 if len(text) <= _FEW else 2
        spans = self._finder.spans(text, shortest)
        return list(dict.fromkeys(text[start:stop] for start, stop in spans))


def _surest(item):
    term, weight = item
    return -weight, term
