"""The pieces of two texts, and which of them a page folds."""

import re
from dataclasses import dataclass
from itertools import groupby

#: An unchanged stretch is folded from so many characters on, and about so many of it stay in sight.
FOLDED_FROM, IN_SIGHT = 160, 40
_PAUSE = re.compile(r"[，,。；;：:、\n]")


@dataclass(frozen=True)
class Segment:
    """A piece of both texts. Its ``kind`` is same, formal (only punctuation, width, spaces or
    numbering differ) or changed; a changed piece may be empty on one side.
    """

    kind: str
    old: str
    new: str


@dataclass(frozen=True)
class Block:
    """Segments that are shown together; ``folded`` when they are long and the same."""

    segments: list[Segment]
    folded: bool = False

    @property
    def size(self):
        """How many characters of the new text it has."""
        return sum(len(segment.new) for segment in self.segments)


def joined(segments):
    """Segments with empty ones left out, and neighbours of one kind made one (list)."""
    filled = [segment for segment in segments if segment.old or segment.new]
    return [
        Segment(kind, *("".join(side) for side in zip(*((s.old, s.new) for s in run), strict=True)))
        for kind, run in groupby(filled, key=lambda segment: segment.kind)
    ]


def in_blocks(segments):
    """Segments with long unchanged stretches folded (list of Block)."""
    last = len(segments) - 1
    parts = (
        part
        for place, segment in enumerate(segments)
        for part in _parts(segment, place == 0, place == last)
    )
    return [
        Block([piece for piece, _ in pieces], folded)
        for folded, pieces in groupby(parts, key=lambda part: part[1])
    ]


def _parts(segment, first, last):
    """A segment as what is shown and what is folded of it (yields segment, whether folded)."""
    text = segment.new
    start = 0 if first else _pause(text, IN_SIGHT)
    end = len(text) if last else _pause(text, max(0, len(text) - 2 * IN_SIGHT))
    if segment.kind != "same" or end - start < FOLDED_FROM:
        yield segment, False
        return
    for piece, folded in ((text[:start], False), (text[start:end], True), (text[end:], False)):
        if piece:
            yield Segment("same", piece, piece), folded


def _pause(text, place):
    """The place behind the next comma or full stop, if there is one soon; else this place."""
    found = _PAUSE.search(text, place, place + IN_SIGHT)
    return found.end() if found else place
