"""The forms in which texts are held against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.texts.folding import compatible, half_width, in_one_line, without_blanks


@pytest.mark.parametrize(
    ("fold", "text", "folded"),
    [
        (half_width, "ＡＢ（１）；～　①", "AB(1);~ ①"),
        (compatible, "ＡＢ（１）；①㈠ﬁ", "AB(1);1(一)fi"),
        (without_blanks, " 备　注\n：\t", "备注："),
        (in_one_line, " 区工商\n 分局　（主办） ", "区工商 分局 （主办）"),
    ],
)
def test_each_says_what_it_folds(fold, text, folded):
    assert fold(text) == folded


@given(st.text())
def test_half_width_keeps_places(text):
    assert len(half_width(text)) == len(text)


@pytest.mark.parametrize("fold", [half_width, compatible, without_blanks, in_one_line])
@given(text=st.text())
def test_what_is_folded_stays_so(fold, text):
    assert fold(fold(text)) == fold(text)
