"""Pinyin: what a text sounds like, and which syllables Latin letters may be.

Toneless pairs of neighbouring syllables serve both queries in pinyin and slips with characters
that sound alike (违张建筑).
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

HAN = re.compile(r"[\u3400-\u9fff]+")
_UMLAUTS = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))
#: Letters of the longest syllable (zhuang), and of the longest run of them that is read.
_LONGEST, _LONGEST_WORD = 6, 40
#: How many ways to cut a word are followed.
_BEAM = 8


def syllable_pairs(folded):
    """Toneless pairs of neighbouring syllables: '违建' gives ['wei jian'] (list of str)."""
    return pairs(spell(folded))


def spell(folded):
    """The syllables of a text's Chinese runs in one line: '违建，拆' gives 'wei jian/chai'."""
    return "/".join(map(_spell_run, HAN.findall(folded)))


def pairs(spelled):
    """Pairs of neighbouring syllables of a text that :func:`spell` has spelled (list of str)."""
    runs = (run.split(" ") for run in spelled.split("/"))
    return [f"{one} {two}" for run in runs for one, two in pairwise(run)]


@lru_cache(maxsize=5_000)
def _spell_run(run):
    return " ".join(lazy_pinyin(run))


def initials(term):
    """First letters of a term's syllables: '低保户' gives 'dbh'."""
    return "".join(syllable[0] for syllable in lazy_pinyin(term))


def toneless(folded):
    """The same text without tone marks, character for character: 'dī bǎo' gives 'di bao'."""
    return "".join(map(_toneless, unicodedata.normalize("NFC", folded)))


@lru_cache(maxsize=10_000)
def _toneless(character):
    return unicodedata.normalize("NFD", character.translate(_UMLAUTS))[0]


def readings(word):
    """The ways to cut a word in Latin letters into syllables (list of lists of str).

    Only the ways with fewest syllables, [] if it is no pinyin. What is one syllable stays one.
    """
    if word in _syllables():
        return [[word]]
    if len(word) > _LONGEST_WORD:
        return []
    ends = {0: [[]]}
    for start in range(len(word)):
        for stop in range(start + 1, min(start + _LONGEST, len(word)) + 1):
            if start in ends and word[start:stop] in _syllables():
                longer = ends.get(stop, []) + [[*read, word[start:stop]] for read in ends[start]]
                ends[stop] = sorted(longer, key=len)[:_BEAM]
    return ends.get(len(word), [])


@cache
def _syllables():
    plain = {toneless(sound) for sounds in PINYIN_DICT.values() for sound in sounds.split(",")}
    return frozenset(
        s for s in plain if re.fullmatch(r"[a-z]{1,6}", s) and re.search("[aeiouv]", s)
    )
