import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.language.pinyin import spell
from portal.search.language.spelling import Spelling
from portal.search.language.text import grams

TEXTS = [
    "城乡居民最低生活保障",
    "申请低保",
    "危房改造",
    "农村危房改造补助",
    "人民调解",
    "做好人民调解工作",
]
PAIRS = {pair for text in TEXTS for pair in grams(text)}
SPELLING = Spelling([(text, spell(text)) for text in TEXTS * 5], PAIRS)


@pytest.mark.parametrize(
    ("syllables", "words"),
    [("di bao", "低保"), ("wei fang gai zao", "危房改造"), ("xin di bao", " 低保"), ("xyz", " ")],
)
def test_read(syllables, words):
    assert SPELLING.read(syllables.split()) == words


def test_of_several_ways_to_cut_the_one_with_words_is_read():
    assert SPELLING.read(["wei", "fan", "gai"], ["wei", "fang", "gai"]) == "危房改"


@pytest.mark.parametrize(
    ("run", "mended"),
    [
        ("危防改造", "危房改造"),
        ("人民条解", "人民调解"),
        ("危房改造", "危房改造"),
        ("家里漏水", "家里漏水"),
        ("", ""),
    ],
)
def test_mended(run, mended):
    assert SPELLING.mended(run) == mended


def test_words_are_spelled_by_their_initials():
    assert SPELLING.spelled_by("rmtj") == {"人民调解": 2}
    assert SPELLING.spelled_by("zzz") == {}


@given(st.text("危防房改造低保调条的", max_size=30))
def test_anything_is_mended_in_place(run):
    assert len(SPELLING.mended(run)) == len(run)
