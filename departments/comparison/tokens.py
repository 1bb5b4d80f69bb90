"""A text as tokens: what it says, and the punctuation, spaces and numbering around that.

Two texts say the same when their tokens have the same keys. The rules are those of
``docs/comparison.md``; in doubt a difference counts.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from ..texts.folding import half_width, without_blanks

_DASHES = str.maketrans("‐‑‒–—―−", "-------")
_OPENING = r"(\[{《〈“‘「『【〔"
_PUNCTUATION = _OPENING + r",.;:!?\"')\]}\-~_。、｡､”’」』】〕》〉…·•‐‑‒–—―"
_SPACE = r"\s\x00-\x1f\u00ad\u200b-\u200d\u2060\ufeff"
_NUMERAL = "〇零一二三四五六七八九十百千万亿两"

# Numbering opens an item. But a number may also be cited or count something, and with a point or
# comma behind it may begin a figure; behind a colon only a list's first number is safe.
_CIRCLED = "①-⑳⑴-⒇⒈-⒛㈠-㈩"
_CITED = rf"[条款项目](?:[、,.。;:的之和至或及第与]|规定|所|$)|[、,至到和或及与]第?[({_CIRCLED}]"
_COUNTED = (
    r"个?工作日|个?(?:日|天|周|月|年|小时|分钟)(?:内|以|前|后|起)|元|万|亿|[%‰倍岁]|周岁|人次"
)
_BRACKETED = rf"\((?:\d{{1,3}}|[{_NUMERAL}]{{1,3}})\)"
_POINTED = rf"(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})(?:[.、](?![^\S\n]*[\d{_NUMERAL}])|\))"
_MARK = rf"(?:{_BRACKETED}|{_POINTED}|[{_CIRCLED}])(?!{_CITED}|{_COUNTED})"
_IS_FIRST = rf"(?=\(?[1一][^\d{_NUMERAL}]|[①⑴⒈㈠])"
_NUMBERING = re.compile(
    rf"(?:(?:\A|(?<=[\n。;!?]))[^\S\n]*|(?<=:)[^\S\n]*{_IS_FIRST}){_MARK}"
    rf"(?:[^\S\n]*{_MARK})*(?=[^\S\n]*\S)"
)

_FIGURE = r"-?\d+(?:[^\S\n]*[.,:/、·~\-‐‑‒–—―−][^\S\n]*\d+)*[%‰℃]?"
_CORE = re.compile(
    rf"{_FIGURE}|[{_NUMERAL}]+(?:、[{_NUMERAL}]+)*|[A-Za-z]+|[^{_SPACE}{_PUNCTUATION}]"
)
_OPENS = re.compile(f"[{_OPENING}]")
_ENDS_CLAUSE = re.compile(r"[。;:!?\n]")
_NUMBER_ALONE = re.compile(rf"[{_SPACE}{_PUNCTUATION}\d{_NUMERAL}{_CIRCLED}]*")


class Token(NamedTuple):
    """A word, a figure or a character as it stands in a text, with what belongs to it.

    ``lead`` and ``trail`` hold what says nothing: brackets, numbering, commas, spaces.
    """

    lead: str
    core: str
    trail: str
    key: str
    begins_clause: bool

    @property
    def text(self):
        return self.lead + self.core + self.trail


def tokens(text):
    """The tokens of a text, which together are the text (list of Token).

    The first stands for the beginning of the text: it is empty but for its trail.
    """
    folded = half_width(text)
    numbering = list(_NUMBERING.finditer(folded))
    numbered = {found.start() for found in numbering}
    spans = [(0, 0), *_cores(folded, numbering), (len(text), len(text))]
    found, lead_from, begins = [], 0, True
    for (start, end), (following, _) in pairwise(spans):
        at_once = end == following
        cut, ends_clause = (end, False) if at_once else _cut(folded, end, following, numbered)
        lead, core, trail = text[lead_from:start], text[start:end], text[end:cut]
        found.append(Token(lead, core, trail, _key(folded[start:end]), begins))
        lead_from, begins = cut, ends_clause
    return found


def says_only_a_number(text):
    """Whether a text consists of numbers and punctuation, as a printed number (序号) does."""
    return _NUMBER_ALONE.fullmatch(half_width(text)) is not None


def _cores(folded, numbering):
    """Start and end of all that says something (yields pairs)."""
    place = 0
    for start, end in [*(mark.span() for mark in numbering), (len(folded), len(folded))]:
        yield from (core.span() for core in _CORE.finditer(folded, place, start))
        place = end


def _cut(folded, start, end, numbered):
    """Where what stands between two tokens is divided, and whether a clause begins there.

    Brackets and numbering belong to what follows them. Behind the last token nothing follows.
    """
    if end == len(folded):
        return end, True
    opening = _OPENS.search(folded, start, end)
    cut = opening.start() if opening else end
    number = next((place for place in range(start, cut + 1) if place in numbered), None)
    if number is not None:
        return number, True
    return cut, bool(_ENDS_CLAUSE.search(folded, start, cut))


def _key(core):
    return core if len(core) == 1 else without_blanks(core).translate(_DASHES)
