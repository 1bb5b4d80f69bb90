import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.language.pinyin import initials, pairs, readings, spell, syllable_pairs, toneless
from tests.searching import ANY_TEXT


@pytest.mark.parametrize(
    ("text", "spelled", "found"),
    [
        ("违建", "wei jian", ["wei jian"]),
        ("违章建筑", "wei zhang jian zhu", ["wei zhang", "zhang jian", "jian zhu"]),
        ("违建，拆", "wei jian/chai", ["wei jian"]),
        ("abc", "", []),
        ("", "", []),
    ],
)
def test_syllables(text, spelled, found):
    assert spell(text) == spelled
    assert pairs(spelled) == syllable_pairs(text) == found


def test_what_sounds_alike_is_spelled_alike():
    assert spell("违张建筑") == spell("违章建筑")


@pytest.mark.parametrize(("term", "letters"), [("低保户", "dbh"), ("绿化", "lh"), ("调解", "tj")])
def test_initials(term, letters):
    assert initials(term) == letters


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("dī bǎo", "di bao"), ("lǜ hua", "lv hua"), ("nü", "nv"), ("5g 2014年", "5g 2014年")],
)
def test_toneless(typed, plain):
    assert toneless(typed) == plain


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("dibao", [["di", "bao"]]),
        ("jiehun", [["jie", "hun"], ["ji", "e", "hun"], ["jie", "hu", "n"]]),
        ("xian", [["xian"]]),
        ("wifi", []),
        ("xyz", []),
        ("", [[]]),
    ],
)
def test_readings(typed, ways):
    found = readings(typed)
    assert found[:1] == ways[:1]
    assert all(len(one) <= len(other) for one, other in zip(found, found[1:], strict=False))


@given(ANY_TEXT)
def test_any_text_is_spelled_without_error(text):
    assert all(" " in pair for pair in pairs(spell(text)))
    readings(toneless(text))


@given(st.text("abcdeghinouvx", max_size=300))
def test_any_letters_are_read_or_not(text):
    assert all("".join(read) == text for read in readings(text))
