"""Two texts side by side: what stayed, what was taken out, what was put in."""

from functools import cached_property
from itertools import pairwise

from .cleanup import akin, readable
from .matching import in_common
from .segments import Segment, in_blocks, joined
from .tokens import says_only_a_number, tokens


class TextComparison:
    """Two texts compared. Its segments together are the old text and the new one, exactly."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    @cached_property
    def says_the_same(self):
        """Whether the texts differ in nothing but width, punctuation, spaces and numbering."""
        return self.old == self.new or _keys(self._tokens[0]) == _keys(self._tokens[1])

    @property
    def kind(self):
        """same, formal or changed: whether what the texts say differs, or how they are written."""
        if self.old == self.new:
            return "same"
        return "formal" if self.says_the_same else "changed"

    @cached_property
    def segments(self):
        """The pieces of both texts in order (list of Segment)."""
        if self.old == self.new:
            return [Segment("same", self.old, self.new)] if self.old else []
        return joined(_segments(*self._tokens))

    @cached_property
    def blocks(self):
        """The segments with long unchanged stretches folded (list of Block)."""
        return in_blocks(self.segments)

    @cached_property
    def _tokens(self):
        return tokens(self.old), tokens(self.new)


class NumberComparison(TextComparison):
    """Two printed numbers (序号) compared: another number is no change of what an entry says."""

    @cached_property
    def says_the_same(self):
        return says_only_a_number(self.old) and says_only_a_number(self.new)

    @cached_property
    def segments(self):
        if self.kind == "formal":
            return [Segment("formal", self.old, self.new)]
        return super().segments


def _keys(found):
    return [token.key for token in found]


def _segments(old, new):
    """The segments of two lists of tokens, neighbours of one kind not yet joined (yields)."""
    pairs = [(i + n, j + n) for i, j, length in _kept(old, new) for n in range(length)]
    for (i, j), (next_i, next_j) in pairwise([*pairs, (len(old), len(new))]):
        yield from _kept_token(old[i], new[j])
        yield Segment("changed", _text(old[i + 1 : next_i]), _text(new[j + 1 : next_j]))


def _kept(old, new):
    """What stands in both: first whole clauses, then within what lies between them.

    Runs (place, place, length); the first always begins with the beginning of the texts.
    """
    old_keys, new_keys = _keys(old), _keys(new)
    if old_keys == new_keys:
        return [(0, 0, len(old))]
    old_clauses, new_clauses = _clauses(old), _clauses(new)
    anchors = _common_clauses(old_keys, new_keys, old_clauses, new_clauses)
    kept, done = [(0, 0, 1)], (1, 1)
    for run in [*anchors, (len(old), len(new), 0)]:
        inside = _within(old_keys[done[0] : run[0]], new_keys[done[1] : run[1]])
        shifted = [(done[0] + i, done[1] + j, length) for i, j, length in inside]
        kept += [*akin(shifted, old_clauses, new_clauses), run]
        done = run[0] + run[2], run[1] + run[2]
    return kept


def _within(old_keys, new_keys):
    return readable(in_common(old_keys, new_keys), len(old_keys), len(new_keys))


def _clauses(found):
    """Where the clauses begin, behind the token for the beginning; at last where they end."""
    starts = [place for place, token in enumerate(found) if token.begins_clause and place > 1]
    return [1, *starts, len(found)] if len(found) > 1 else [1, 1]


def _common_clauses(old_keys, new_keys, old_clauses, new_clauses):
    """Runs of tokens that are whole clauses on both sides (list)."""
    runs = in_common(_clause_keys(old_keys, old_clauses), _clause_keys(new_keys, new_clauses))
    return [
        (old_clauses[a], new_clauses[b], old_clauses[a + n] - old_clauses[a]) for a, b, n in runs
    ]


def _clause_keys(keys, clauses):
    return ["\n".join(keys[start:end]) for start, end in pairwise(clauses)]


def _kept_token(old, new):
    for one, other in zip(old[:3], new[:3], strict=True):
        yield Segment("same" if one == other else "formal", one, other)


def _text(found):
    return "".join(token.text for token in found)
