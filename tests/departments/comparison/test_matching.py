from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from departments.comparison.matching import Pair, in_common, moved, paired, side_by_side

WORDS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(WORDS, WORDS)
def test_what_is_in_common_is_in_order_and_the_same(one, other):
    before = (0, 0)
    for i, j, length in in_common(one, other):
        assert one[i : i + length] == other[j : j + length]
        assert (i, j) >= before
        before = i + length, j + length


@given(WORDS, WORDS)
def test_what_is_in_common_is_the_same_both_ways(one, other):
    assert in_common(one, other) == [(i, j, n) for j, i, n in in_common(other, one)]


def test_too_much_has_nothing_in_common():
    assert in_common(["a"] * 20_000, ["a"] * 20_000) == []


@given(st.permutations(range(6)))
def test_the_moves_are_the_fewest(new):
    old = sorted(new)
    moves = moved(old, new)
    assert [one for one in new if one not in moves] == [one for one in old if one not in moves]
    for fewer in combinations(new, len(moves) - 1) if moves else []:
        assert [one for one in new if one not in fewer] != [one for one in old if one not in fewer]


@given(st.permutations(range(6)), st.permutations(range(6)))
def test_the_same_members_moved_both_ways(one, other):
    assert moved(one, other) == moved(other, one)


def test_one_that_moves_far_is_one_move():
    assert moved(list(range(40)), [39, *range(39)]) == {39}


@st.composite
def partners(draw):
    """How many old members there are, and for each new one its old one or None."""
    old_size = draw(st.integers(0, 6))
    kept = draw(st.permutations(range(old_size)))[: draw(st.integers(0, old_size))]
    new = draw(st.lists(st.none(), max_size=4))
    return old_size, draw(st.permutations([*kept, *new]))


@given(partners())
def test_every_member_stands_side_by_side_once(given):
    old_size, partners = given
    pairs = side_by_side(old_size, partners)
    assert sorted(i for i, _ in pairs if i is not None) == list(range(old_size))
    assert [j for _, j in pairs if j is not None] == list(range(len(partners)))
    assert {(i, j) for j, i in enumerate(partners)} <= set(pairs)


def test_what_is_gone_stands_where_it_stood():
    assert side_by_side(4, [0, None, 3]) == [(0, 0), (1, None), (2, None), (None, 1), (3, 2)]


def test_a_pair_knows_its_places_and_whether_it_moved():
    assert paired("abc", "cad", [2, 0, None]) == [
        Pair("c", "c", 3, 1, True),
        Pair("a", "a", 1, 2),
        Pair("b", None, 2, None),
        Pair(None, "d", None, 3),
    ]


@given(st.permutations("abcde"))
def test_named_members_move_the_same_both_ways(new):
    old = sorted(new)
    there = paired(old, new, [old.index(one) for one in new], old)
    back = paired(new, old, [new.index(one) for one in old], new)
    assert {pair.old for pair in there if pair.moved} == {pair.old for pair in back if pair.moved}
