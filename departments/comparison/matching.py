"""What of one sequence stands in another: the longest part in common, and the fewest moves."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import count, takewhile
from typing import Any

from rapidfuzz.distance import LCSseq

#: Two sequences of which one is this long and the other too are compared within some 20 ms and
#: with some 15 MB; longer ones (by the product of the lengths) are taken to have nothing in common.
MOST = 10_000 * 10_000


def in_common(one, other):
    """The longest common subsequence of two lists of str: runs of (place, place, length).

    The other way round it gives the same runs.
    """
    if len(one) * len(other) > MOST:
        return []
    if other < one:
        return [(i, j, n) for j, i, n in in_common(other, one)]
    blocks = LCSseq.opcodes(one, other).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def moved(old, new):
    """Which members changed their order: the fewest that explain it (a set).

    ``old`` and ``new`` hold the same members, each once.
    """
    if new < old:
        return moved(new, old)
    places = {member: place for place, member in enumerate(old)}
    return set(new) - {new[n] for n in _longest_rise([places[member] for member in new])}


@dataclass(frozen=True)
class Pair:
    """A member of two sequences, or of one of them (the other side is None).

    Places count from 1. ``moved``: it stands in another order among what both sequences have.
    """

    old: Any
    new: Any
    old_place: int | None = None
    new_place: int | None = None
    moved: bool = False


def paired(old, new, partners, names=None):
    """Two lists as one of Pairs: what is new in its order, and what is gone where it stood.

    ``partners`` holds for each new member the index of its old one, or None. ``names`` are those
    of the old members, if they have any: by them the same moves are found the other way round.
    """
    names = names or range(len(old))
    kept = [i for i in partners if i is not None]
    moves = moved([names[i] for i in sorted(kept)], [names[i] for i in kept])
    return [
        Pair(
            None if i is None else old[i],
            None if j is None else new[j],
            None if i is None else i + 1,
            None if j is None else j + 1,
            None not in (i, j) and names[i] in moves,
        )
        for i, j in side_by_side(len(old), partners)
    ]


def side_by_side(old_size, partners):
    """The order of ``paired``: pairs of indexes, one None where there is no other (list)."""
    gone = set(range(old_size)) - set(partners)
    order = _run_from(0, gone)
    for j, i in enumerate(partners):
        order.append((i, j))
        order += _run_from(i + 1, gone) if i is not None else []
    return order


def _run_from(start, gone):
    return [(i, None) for i in takewhile(gone.__contains__, count(start))]


def _longest_rise(places):
    """Indexes of a longest strictly increasing subsequence, in order (list of int)."""
    ends, lowest, before = [], [], []
    for n, place in enumerate(places):
        length = bisect_left(lowest, place)
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1], lowest[length : length + 1] = [n], [place]
    rise, n = [], ends[-1] if ends else None
    while n is not None:
        rise.append(n)
        n = before[n]
    return rise[::-1]
