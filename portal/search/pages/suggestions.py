"""What may be meant by what has been typed so far: for the list below the search box."""

import re
from bisect import bisect_right
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import accumulate, islice
from weakref import WeakKeyDictionary

from ..language.pinyin import spell, toneless
from ..language.text import fold

#: The most suggestions in all; longer beginnings than this are whole questions already.
MOST, LONGEST_TYPED = 8, 40
#: Titles longer than this are sentences: nobody chooses one from a list.
LONGEST_TITLE = 30
_LATIN = re.compile(r"[a-z' ]{2,}")


@dataclass(frozen=True)
class Suggestion:
    """A text to ask, and what it is (shown beside it)."""

    text: str
    kind: str

    def as_json(self):
        return asdict(self)


class Texts:
    """Texts of one kind, to be found by a part of them or of their pinyin; short ones first."""

    def __init__(self, kind, quota, texts):
        self.kind = kind
        self.quota = quota
        self._texts = sorted(dict.fromkeys(texts), key=lambda text: (len(text), text))
        self._folded = Lines(map(fold, self._texts))

    @cached_property
    def _spelled(self):
        # One mark before each syllable, so that a match begins with one.
        return Lines("'" + re.sub("[ /]", "'", spell(fold(text))) for text in self._texts)

    def matching(self, typed):
        """The texts that a folded beginning may mean, the likeliest first (yields str)."""
        places = dict.fromkeys(self._folded.find(re.escape(typed)))
        latin = toneless(typed)
        if _LATIN.fullmatch(latin):
            for pattern in _pinyin_patterns(latin):
                places |= dict.fromkeys(self._spelled.find(pattern))
        return (self._texts[place] for place in places)


class Lines:
    """Lines of text, searched all at once."""

    def __init__(self, lines):
        lines = list(lines)
        self._whole = "\n" + "\n".join(lines)
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def find(self, pattern, most=MOST):
        """Numbers of some lines that begin with a pattern, then of some that hold it (list)."""
        return [
            bisect_right(self._starts, found.start()) - 1
            for place in ("\n", "(?<!\n)")
            for found in islice(re.finditer(place + pattern, self._whole), most)
        ]


class Suggestions:
    """What a district's index and the vocabulary suggest."""

    def __init__(self, index, vocabulary):
        titles = {entry.title.strip() for entry in index.entries}
        self._kinds = [
            Texts("部门", 2, (body.short_name or body.name for body in index.bodies)),
            Texts("俗称", 3, vocabulary.words),
            Texts("清单条目", 2, (one for one in titles if 1 < len(one) <= LONGEST_TITLE)),
            Texts("常见问法", MOST, (phrase for one in index.entries for phrase in one.phrases)),
        ]

    def matching(self, typed):
        """Suggestions for what has been typed (list of Suggestion), none for nothing."""
        typed = fold(typed).strip()
        if not typed or len(typed) > LONGEST_TYPED:
            return []
        found = [
            Suggestion(text, texts.kind)
            for texts in self._kinds
            for text in islice(texts.matching(typed), texts.quota)
            if text != typed
        ]
        return list({one.text: one for one in reversed(found)}.values())[::-1][:MOST]


def _pinyin_patterns(typed):
    bare = re.sub("[^a-z]", "", typed)
    yield "'" + "'?".join(bare)
    yield "".join(f"'{letter}[a-z]*" for letter in bare)


_made = WeakKeyDictionary()


def suggestions_for(ready):
    """The Suggestions of what is Ready for a district, made on first use."""
    if ready.index not in _made:
        _made[ready.index] = Suggestions(ready.index, ready.vocabulary)
    return _made[ready.index]
