"""What users write, as it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reviews.refusals import Incomplete
from portal.reviews.texts import LONGEST, written


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 第一行\r\n第二行\r第三行 \n", "第一行\n第二行\n第三行"),
        ("文\x00字\x07和\x85控制\ud800符", "文字和控制符"),
        ("第一栏\t第二栏", "第一栏\t第二栏"),
        ("长" * LONGEST, "长" * LONGEST),
    ],
)
def test_a_text_is_kept_as_it_was_meant(typed, kept):
    assert written(typed) == kept


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(Incomplete, match=f"缩短到 {LONGEST} 个字"):
        written("长" * (LONGEST + 1))


@given(st.text() | st.text(alphabet=" \r\n\t\x00字"))
def test_whatever_is_typed_can_be_stored_and_is_not_changed_again(typed):
    kept = written(typed)
    assert "\x00" not in kept
    assert "\r" not in kept
    assert kept.encode().decode() == kept
    assert written(kept) == kept


@given(st.text(alphabet="字，。\n a1"))
def test_nothing_that_is_seen_is_lost(typed):
    assert written(typed).split() == typed.split()
