"""What a query asks for: from the words as typed to the words to look for."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from departments.texts.folding import in_one_line, without_blanks

from .filler import is_filler, without_filler
from .pinyin import HAN, readings, toneless
from .text import bare, fold, grams
from .vocabulary import Meaning

#: Longer queries are cut: a letter's first lines say what it is about.
LONGEST = 300
_CLAUSE_END = re.compile(r"[,.。;!?、:…\n]+")
#: Further clauses say little new, and each takes time.
_CLAUSES = 8
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
#: Neighbouring words in Latin letters, perhaps with the numbers of tones.
_LATIN = re.compile(r"[a-z]+(?:[1-5](?![0-9]))?(?:[ '’-]*[a-z]+(?:[1-5](?![0-9]))?)*")
#: What is asked of a body itself.
_CONTACT = re.compile(
    "电话|号码|热线|地址|位置|办公室|办公|上班|下班|时间|网站|官网|局长|领导|职责|职能"
)
_INITIALS = range(2, 9)
#: How many words initials may stand for, and for how many finds being in the vocabulary counts.
_SPELLED, _WELL_KNOWN = 4, 3
#: How much less each further word counts that initials may stand for.
_LESS_LIKELY = 0.15
#: How much a pair of characters counts that is read instead of a slip.
_MENDED = 0.8
#: In longer texts unknown words are rather names and talk than slips.
_SHORT = 14


@dataclass(frozen=True)
class Reading:
    """Something typed (pinyin, initials, a slip) and the words it is read as, likeliest first."""

    typed: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Understanding:
    """A query as understood.

    ``query`` is what was typed, cleaned; ``text`` its folded matter: without filler and citations,
    Latin letters read as words; ``meanings`` what its words mean officially; ``readings`` of pinyin and
    initials; ``corrections`` of slips; ``citations`` tokens of what it cites, ``cites_unknown``
    that it cites only what nothing here does; ``named`` the slugs of bodies that it names,
    ``only_names`` that it says nothing else.
    """

    query: str
    text: str = ""
    meanings: tuple[Meaning, ...] = ()
    readings: tuple[Reading, ...] = ()
    corrections: tuple[Reading, ...] = ()
    citations: tuple[str, ...] = ()
    cites_unknown: bool = False
    named: tuple[str, ...] = ()
    only_names: bool = False

    @cached_property
    def terms(self):
        """Official terms, and words that initials may stand for, folded, with weights (dict)."""
        weights = {
            word: 1 - _LESS_LIKELY * place
            for reading in self.readings
            for place, word in enumerate(reading.words)
            if len(reading.words) > 1
        }
        for slip in self.corrections:
            weights |= dict.fromkeys(set(grams(slip.words[0])) - set(grams(slip.typed)), _MENDED)
        for meaning in self.meanings:
            weights[meaning.term] = max(meaning.weight, weights.get(meaning.term, 0))
        return weights

    @property
    def clauses(self):
        """The parts of a long query, each as if asked by itself (list), [] for a short one."""
        pieces = [piece for piece in _CLAUSE_END.split(self.text) if len(bare(piece)) > 3]
        return [self._clause(piece) for piece in pieces[:_CLAUSES]] if len(pieces) > 1 else []

    def _clause(self, piece):
        meanings = tuple(meaning for meaning in self.meanings if meaning.word in piece)
        return replace(self, text=piece, meanings=meanings, citations=())

    @property
    def is_empty(self):
        return not re.search(r"\w", self.text) and not self.citations


def clean(query):
    """A query that can be handled and shown: no control characters, no lone surrogates, not long."""
    return in_one_line(_UNSPEAKABLE.sub(" ", query or ""))[:LONGEST]


def understand(query, index, vocabulary, literally=False):
    """Read a query for an index (returns an Understanding).

    ``literally`` takes the words as typed: no meanings, no pinyin, nothing corrected.
    """
    query = clean(query)
    folded = fold(query)
    citations, cites_unknown, matter = index.citations.find(folded)
    named, rest = index.bodies_named(folded)
    known = {
        "citations": citations,
        "cites_unknown": cites_unknown,
        "named": named,
        "only_names": bool(named) and is_filler(_CONTACT.sub(" ", rest)),
    }
    if literally:
        return Understanding(query, without_filler(matter), **known)
    matter, readings = read_latin(matter, index, vocabulary)
    matter = without_filler(matter)
    corrections = tuple(slips(matter, index))
    meanings = vocabulary.meanings(matter) or vocabulary.meanings(folded)
    return Understanding(query, matter, tuple(meanings), readings, corrections, **known)


def read_latin(folded, index, vocabulary):
    """(the text with pinyin and initials read as Chinese words, the Readings)."""
    found = []

    def read(match):
        here = list(_read(match[0], index, vocabulary, match[0] == folded.strip()))
        found.extend(here)
        return " ".join(reading.words[0] for reading in here) if here else match[0]

    text = _LATIN.sub(read, toneless(folded))
    return text, tuple(found)


def _read(typed, index, vocabulary, alone):
    """Neighbouring Latin words as Readings: what is pinyin as such, else as initials.

    Words that the lists themselves write in Latin letters are left as they are.
    """
    words = [word for word in re.findall("[a-z]+", typed) if word not in index.both]
    for pinyin, group in groupby(words, key=lambda word: bool(readings(word))):
        group = list(group)
        read = "".join(_read_pinyin(group, index)) if pinyin else ""
        if read:
            yield Reading(" ".join(group), (read,))
            continue
        letters = "".join(group)
        spelled = _spelled_by(letters, index, vocabulary)
        if spelled and (alone or len(letters) > 2):
            yield Reading(letters, spelled)


def _read_pinyin(words, index):
    """The Chinese characters of words in pinyin: of each, or of single syllables together."""
    for single, group in groupby(words, key=lambda word: len(readings(word)[0]) == 1):
        for ways in [[list(group)]] if single else map(readings, group):
            read = without_blanks(index.spelling.read(*ways))
            if 2 * len(read) >= len(ways[0]):
                yield read


def _spelled_by(letters, index, vocabulary):
    """Words that initials may stand for (tuple of str), likeliest first."""
    if len(letters) not in _INITIALS:
        return ()
    found = Counter(index.spelling.spelled_by(letters))
    found.update(dict.fromkeys(vocabulary.spelled_by(letters), _WELL_KNOWN))
    often = {word: times for word, times in found.items() if times > 1} or found
    return tuple(sorted(often, key=lambda word: (-often[word], word))[:_SPELLED])


def slips(matter, index):
    """What of a text looks like a slip of the pen, as Readings."""
    if len(matter) > _SHORT:
        return
    for run in HAN.findall(matter):
        mended = index.spelling.mended(run)
        if mended != run:
            yield Reading(run, (mended,))
