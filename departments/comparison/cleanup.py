"""Which of the tokens that two texts have in common are worth keeping, for a reader.

A longest common part is full of chance: a character here and there. What is left of it are islands
that can be read, and of clauses that have little in common nothing.
"""

from bisect import bisect_right
from collections import Counter

#: An island of more tokens than this is always readable.
ISLAND = 3
#: Clauses that share less than this part of the shorter one are different clauses.
AKIN = 0.4


def readable(runs, old_size, new_size):
    """Those runs (place, place, length) that are islands and no confetti (list).

    The texts are so many tokens long. A run is confetti when it is short and no longer than what
    changed before it and what changed behind it.
    """
    kept = [(0, 0, 0)]
    for run in [*runs, (old_size, new_size, 0)]:
        while len(kept) > 1 and _is_confetti(kept[-1], kept[-2], run):
            kept.pop()
        kept.append(run)
    return kept[1:-1]


def akin(runs, old_clauses, new_clauses):
    """Those runs that join clauses of which enough is the same (list).

    The clauses are given by the places where they begin, and at last where the text ends.
    """
    pieces = [piece for run in runs for piece in _by_clause(run, old_clauses, new_clauses)]
    shared = Counter()
    for a, b, (_, _, length) in pieces:
        shared[a, b] += length
    return [
        run
        for a, b, run in pieces
        if shared[a, b] >= AKIN * min(_size(old_clauses, a), _size(new_clauses, b))
    ]


def _is_confetti(run, before, after):
    length = run[2]
    return length <= min(ISLAND, _changed(before, run), _changed(run, after))


def _changed(one, other):
    """How many tokens changed between two runs, on the side where more did."""
    return max(other[0] - one[0], other[1] - one[1]) - one[2]


def _by_clause(run, old_clauses, new_clauses):
    """A run cut where a clause begins on either side: clause, clause and run (yields triples)."""
    i, j, length = run
    while length:
        a, b = bisect_right(old_clauses, i) - 1, bisect_right(new_clauses, j) - 1
        size = min(length, old_clauses[a + 1] - i, new_clauses[b + 1] - j)
        yield a, b, (i, j, size)
        i, j, length = i + size, j + size, length - size


def _size(clauses, number):
    return clauses[number + 1] - clauses[number]
