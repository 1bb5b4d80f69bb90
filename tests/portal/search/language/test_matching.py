import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.language.matching import WordFinder, blanked

FINDER = WordFinder({"低保", "最低生活保障", "生活", "保"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("申请低保", ["低保"]),
        ("最低生活保障和低保", ["最低生活保障", "低保"]),
        ("生活低保", ["生活", "低保"]),
        ("保", ["保"]),
        ("", []),
    ],
)
def test_longer_words_come_first_and_hold_no_others(text, words):
    assert [text[start:stop] for start, stop in FINDER.spans(text)] == words


def test_words_may_be_too_short():
    assert FINDER.spans("保", shortest=2) == []


def test_blanked():
    assert blanked("申请低保吗", [(2, 4)]) == "申请  吗"


@given(st.text("最低生活保障申请", max_size=30))
def test_what_is_found_is_a_word(text):
    assert {text[a:b] for a, b in FINDER.spans(text)} <= {"低保", "最低生活保障", "生活", "保"}
