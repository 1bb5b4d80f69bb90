"""Which entry of a new list is which entry of the list before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exchange.matching import (
    HEADING_THRESHOLD,
    TEXT_THRESHOLD,
    Wording,
    likeness,
    match_entries,
)


def wordings(*texts):
    return [Wording(text, text) for text in texts]


SALVAGE = "承担城乡居民最低生活保障工作，负责特困人员救助供养"
ELDERLY = "拟订社会养老服务体系建设规划并组织实施"
MARRIAGE = "负责婚姻登记管理和婚俗改革工作"


def test_an_unchanged_list_keeps_every_entry():
    old = wordings(SALVAGE, ELDERLY, MARRIAGE)
    assert match_entries(old, old) == [0, 1, 2]


def test_entries_that_change_their_places_are_found_again():
    old = wordings(SALVAGE, ELDERLY, MARRIAGE)
    assert match_entries(old, wordings(MARRIAGE, SALVAGE, ELDERLY)) == [2, 0, 1]


def test_an_amended_entry_is_the_one_it_was():
    old = wordings(SALVAGE, ELDERLY)
    assert match_entries(old, wordings(SALVAGE + "和临时救助工作", ELDERLY)) == [0, 1]


def test_a_new_entry_is_none_of_the_old():
    old = wordings(SALVAGE, ELDERLY)
    assert match_entries(old, wordings(SALVAGE, "负责殡葬改革", ELDERLY)) == [0, None, 1]


def test_a_cancelled_entry_is_left_over():
    assert match_entries(wordings(SALVAGE, ELDERLY, MARRIAGE), wordings(MARRIAGE)) == [2]


def test_an_equal_text_comes_before_a_similar_one():
    old = wordings(SALVAGE + "等", SALVAGE)
    assert match_entries(old, wordings(SALVAGE, SALVAGE + "等事项")) == [1, 0]


def test_the_most_alike_are_paired_first_and_each_once():
    old = wordings(SALVAGE + "及其监督检查")
    new = wordings(SALVAGE, SALVAGE + "及其监督")
    assert match_entries(old, new) == [None, 0]


def test_entries_that_say_the_same_are_paired_in_order():
    old = wordings("其他", "其他", "其他")
    assert match_entries(old, wordings("其他", "其他")) == [0, 1]
    assert match_entries(old[:1], wordings("其他", "其他")) == [0, None]


def test_of_equally_alike_ones_the_nearest_is_taken():
    old = wordings(SALVAGE + "甲", MARRIAGE, SALVAGE + "乙")
    assert match_entries(old, wordings(ELDERLY, MARRIAGE, SALVAGE + "丙")) == [None, 1, 2]


def test_a_duty_keeps_its_code_though_all_its_work_items_change():
    old = [Wording(SALVAGE, f"{SALVAGE}\n{ELDERLY * 5}")]
    new = [Wording(SALVAGE, f"{SALVAGE}\n{MARRIAGE * 7}")]
    assert likeness(old[0], new[0]) >= HEADING_THRESHOLD
    assert match_entries(old, new) == [0]


def test_entries_without_headings_are_not_alike_for_that():
    assert likeness(Wording("", ELDERLY), Wording("", MARRIAGE)) == 0


@pytest.mark.parametrize("texts", [((), ("甲",)), (("甲",), ())])
def test_an_empty_list_has_nothing_to_pair(texts):
    old, new = texts
    assert match_entries(wordings(*old), wordings(*new)) == [None] * len(new)


def test_the_thresholds_are_as_stated():
    # Two texts of ten characters with n in common, in order, are 10n alike.
    assert likeness(*wordings("一二三四五六甲乙丙丁", "一二三四五六子丑寅卯")) == TEXT_THRESHOLD
    assert likeness(*wordings("一二三四五己甲乙丙丁", "一二三四五庚子丑寅卯")) == 0


texts = st.lists(st.text("甲乙丙丁一二三", max_size=8), max_size=6)


@given(texts, texts)
def test_each_old_entry_is_used_at_most_once(old, new):
    pairs = match_entries(wordings(*old), wordings(*new))
    used = [i for i in pairs if i is not None]
    assert len(pairs) == len(new)
    assert len(used) == len(set(used))
    assert all(0 <= i < len(old) for i in used)


@given(texts, texts)
def test_nothing_is_paired_below_the_thresholds_and_nothing_left_above(old, new):
    one, other = wordings(*old), wordings(*new)
    pairs = match_entries(one, other)
    free = set(range(len(old))) - set(pairs)
    for j, i in enumerate(pairs):
        if i is None:
            assert not any(likeness(one[k], other[j]) for k in free)
        else:
            assert one[i] == other[j] or likeness(one[i], other[j])


@given(st.lists(st.text("甲乙丙丁一二三", max_size=8), max_size=6, unique=True), st.randoms())
def test_any_order_of_different_entries_is_recognised(old, random):
    new = random.sample(old, len(old))
    assert [old[i] for i in match_entries(wordings(*old), wordings(*new))] == new
