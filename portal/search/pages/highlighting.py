"""Marks in a text what a question asked for, and cuts out the place that says most of it."""

import re
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from ..language.text import fold, grams

#: Characters of an extract.
EXTRACT = 120
#: How far before the first mark an extract may begin, to begin with a clause.
LEAD_IN = 24
#: A pair of characters is marked if it is at least this telling, measured by the most telling one.
TELLING = 0.5
_CLAUSE_END = re.compile(r"[，。；：、！？）\s]")


class Highlighter:
    """Marks the stretches that a question, or what its words mean, has in common with a text.

    A stretch is marked if one of its pairs of characters is telling among those of the question.
    """

    def __init__(self, index, asked):
        wanted = {gram for folded in (asked.text, *asked.terms) for gram in grams(folded)}
        rarity = {gram: index.text.rarity(gram) for gram in wanted if len(gram) > 1}
        least = TELLING * max(rarity.values(), default=0)
        self._is_telling = {gram: value >= least for gram, value in rarity.items()}

    def extract(self, text, length=EXTRACT):
        """The part of a text in which most is marked, so many characters of it, as safe HTML."""
        spans = self._spans(text)
        start = _best_start(text, spans, length)
        stop = start + length
        inside = [(max(a, start) - start, min(b, stop) - start) for a, b in spans]
        shown = _as_html(text[start:stop], [(a, b) for a, b in inside if a < b])
        before, after = "…" if start else "", "…" if stop < len(text) else ""
        return SafeString(f"{before}{shown}{after}")

    def _spans(self, text):
        """Where marks begin and end (list of (int, int))."""
        folded = _folded(text)
        # A place in the folded text is one in the text, but for the rare sign that folds to two.
        searched = folded if len(folded) == len(text) else text
        spans = []
        for start, stop, telling in sorted(self._finds(searched)):
            if spans and start < spans[-1][1]:
                begun, ended, told = spans.pop()
                spans.append((begun, max(ended, stop), told or telling))
            else:
                spans.append((start, stop, telling))
        return _joined((start, stop) for start, stop, telling in spans if telling)

    def _finds(self, searched):
        """(start, stop, whether it is telling) wherever a gram stands, also within another."""
        for gram, telling in self._is_telling.items():
            start = searched.find(gram)
            while start >= 0:
                yield start, start + len(gram), telling
                start = searched.find(gram, start + 1)


# The same lines are shown for many questions.
_folded = lru_cache(maxsize=4096)(fold)


def _joined(spans):
    """Spans in their order, those that touch made one (list)."""
    found = []
    for start, stop in spans:
        touches = found and found[-1][1] == start
        found.append((found.pop()[0] if touches else start, stop))
    return found


def _best_start(text, spans, length):
    if len(text) <= length or not spans:
        return 0
    reach = length - LEAD_IN
    first = max(
        (a for a, _ in spans),
        key=lambda start: sum(b - a for a, b in spans if start <= a and b <= start + reach),
    )
    earliest = max(0, first - LEAD_IN)
    ends = [found.end() for found in _CLAUSE_END.finditer(text, earliest, first)]
    return min(ends[0] if ends and earliest else earliest, len(text) - length)


def _as_html(text, spans):
    pieces, done = [], 0
    for start, stop in spans:
        pieces += escape(text[done:start]), "<mark>", escape(text[start:stop]), "</mark>"
        done = stop
    return SafeString("".join([*pieces, escape(text[done:])]))
