"""The words of a district's lists by their sound: for pinyin, initials and slips of the pen."""

import math
from collections import Counter, defaultdict
from functools import cached_property

from pypinyin.constants import PHRASES_DICT

from .pinyin import HAN, spell
from .text import grams

#: Between runs of characters, and between those of syllables.
_GAP = "/"
#: The first of the code points that stand for syllables.
_PRIVATE = 0xE000
#: How many finds of the same sound are looked at.
_LOOKED_AT = 30
#: What a letter read is worth, and what another piece costs, against the logarithm of how often a
#: piece is said.
_LETTER, _PIECE = 3.0, 10.0
#: How often a pair must occur for an unknown one that sounds alike to be taken for it: where both
#: neighbours agree, and where only one does.
_USUAL, _VERY_USUAL = 3, 10
#: Particles: no word that is looked for starts or ends with one.
_PARTICLES = frozenset("的得地了着过是不也都又在有没冇去来到把被让给和跟就才只很么这那哪谁我你他")
#: Common little words: nobody slips there.
_LITTLE = _PARTICLES | frozenset("会最多少个一二三四五六七八九十几两上下里外前后大小人")


class Spelling:
    """The words of some texts and names.

    ``texts`` are (folded text, its syllables as ``pinyin.spell`` gives them), the likeliest first;
    ``known`` holds the pairs of neighbouring characters in them.
    """

    def __init__(self, texts, known, names=()):
        texts = [*((name, spell(name)) for name in names), *texts]
        runs = [run for text in texts for run in _aligned(*text)]
        self._known = known
        self._named = frozenset(pair for name in names for pair in grams(name))
        self._characters = _GAP.join(characters for characters, _ in runs)
        # Each syllable is one private character too, so that a find in one text is a place in the
        # other.
        heard = sorted({syllable for _, syllables in runs for syllable in syllables})
        self._signs = {syllable: chr(_PRIVATE + i) for i, syllable in enumerate(heard)}
        self._sounds = _GAP.join(self._signed(syllables) for _, syllables in runs)

    def _signed(self, syllables):
        return "".join(self._signs.get(syllable, " ") for syllable in syllables)

    def read(self, *ways):
        """The characters that one of some ways to cut letters into syllables stands for (str).

        The fewer and longer pieces, each said somewhere, the better; a blank where none fits.
        """
        return max((self._read(syllables) for syllables in ways), default=(0, ""))[1]

    def _read(self, syllables):
        best = [(0.0, "")] * (len(syllables) + 1)
        for start in range(len(syllables)):
            score, text = best[start]
            best[start + 1] = max(best[start + 1], (score, text + " "))
            for stop in range(start + 2, len(syllables) + 1):
                piece = syllables[start:stop]
                said = self._said(piece)
                if not said:
                    break
                words, count = said.most_common(1)[0]
                gain = _LETTER * len("".join(piece)) - _PIECE + math.log(count)
                best[stop] = max(best[stop], (score + gain, text + words))
        return best[-1]

    def _said(self, syllables):
        """The characters that some syllables stand for, and how often (Counter of str)."""
        sign, found = self._signed(syllables), Counter()
        at = self._sounds.find(sign)
        while at >= 0 and found.total() < _LOOKED_AT:
            found[self._characters[at : at + len(sign)]] += 1
            at = self._sounds.find(sign, at + 1)
        return found

    def mended(self, run):
        """A run of characters with its likeliest slip replaced by what sounds alike (str).

        A character gives way where nobody knows it beside its neighbours, but the texts know,
        often and beside all of them, another one of the same sound.
        """
        found = [
            found
            for place, character in enumerate(run)
            if character not in _LITTLE
            for found in self._mended_at(run, place)
        ]
        return max(found)[1] if found else run

    def _mended_at(self, run, place):
        """(how usual, the run with another character at a place), for each that fits there."""
        beside = [start for start in (place - 1, place) if 0 <= start < len(run) - 1]
        if any(self._is_known(run[start : start + 2]) for start in beside):
            return
        for start in beside:
            for pair, count in self._said(spell(run[start : start + 2]).split()).items():
                other = pair[place - start]
                mended = run[:place] + other + run[place + 1 :]
                agreed = all(self._is_known(mended[at : at + 2]) for at in beside)
                usual = count >= (_USUAL if agreed else _VERY_USUAL)
                if usual and mended[start : start + 2] == pair and other not in _LITTLE:
                    yield count, mended

    def _is_known(self, pair):
        return pair in self._known or pair in self._named or pair in PHRASES_DICT

    def spelled_by(self, letters):
        """Words that these initials may stand for (dict of str to in how many surroundings).

        A word stands in various surroundings, a mere piece of words always in the same ones.
        """
        around, at = defaultdict(set), self._initials.find(letters)
        while at >= 0:
            stop = at + len(letters)
            sides = self._characters[at - 1 : at], self._characters[stop : stop + 1]
            around[self._characters[at:stop]].add(sides)
            at = self._initials.find(letters, at + 1)
        return {word: len(places) for word, places in around.items() if _is_word(word)}

    @cached_property
    def _initials(self):
        return self._sounds.translate({ord(sign): s[0] for s, sign in self._signs.items()})


def _is_word(piece):
    return piece[0] not in _PARTICLES and piece[-1] not in _PARTICLES


def _aligned(folded, spelled):
    """(characters, their syllables) of the runs of a text that are wholly spelled."""
    for run, syllables in zip(HAN.findall(folded), spelled.split("/"), strict=False):
        heard = syllables.split(" ")
        if len(heard) == len(run):
            yield run, heard
