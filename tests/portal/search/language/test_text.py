import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.language.text import bare, characters, fold, grams


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("最低生活保障", "最低生活保障"),
        ("申請社會救助", "申请社会救助"),
        ("WiFi", "wifi"),
        ("㈠", "(一)"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("低保户", ["低保", "保户"]),
        ("低", ["低"]),
        ("吃低保,要什么", ["吃低", "低保", "要什", "什么"]),
        ("5g基站 wifi", ["5", "g", "基站", "wifi"]),
        ("2014年", ["2014", "年"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_grams(text, found):
    assert grams(text) == found


def test_bare():
    assert bare("湖南省 实施<婚姻法>办法, a1") == "湖南省实施婚姻法办法a1"


@given(st.text())
def test_any_text_is_cut_without_error(text):
    folded = fold(text)
    assert all(grams(folded))
    assert all(len(character) == 1 for character in characters(folded))
    assert set(characters(folded)) <= set(bare(folded))


@given(st.text("低保户，a1 \n"))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
