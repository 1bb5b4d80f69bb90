import pytest

from portal.search.engine.documents import EntryText, NamedDepartment
from portal.search.engine.index import DistrictIndex
from portal.search.language.understanding import understand
from portal.search.language.vocabulary import Vocabulary
from portal.search.pages.highlighting import EXTRACT, Highlighter

TEXTS = ["负责低保户管理工作", "负责管理工作", "负责统计工作", "负责卫生工作", "负责学校工作"]


@pytest.fixture
def highlighter():
    entries = [EntryText("a", "duties", f"D-{n:04d}", text, text) for n, text in enumerate(TEXTS)]
    index = DistrictIndex(entries, [NamedDepartment("a", 1, "甲局", ("甲局",), "甲局")])
    return lambda question: Highlighter(index, understand(question, index, Vocabulary([])))


def test_a_whole_word_is_marked_once(highlighter):
    assert highlighter("低保户").extract("低保户，低保") == "<mark>低保户</mark>，<mark>低保</mark>"


def test_what_every_entry_says_is_not_marked(highlighter):
    assert "<mark>工作</mark>" not in highlighter("低保户工作").extract("低保户的工作")


def test_what_is_not_asked_for_is_left_and_escaped(highlighter):
    assert highlighter("低保户").extract("<b>&") == "&lt;b&gt;&amp;"


def test_a_long_text_is_cut_around_the_marks(highlighter):
    shown = highlighter("低保户").extract("甲" * 300 + "，低保户" + "乙" * 300)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "<mark>低保户</mark>" in shown
    assert len(shown) == EXTRACT + len("<mark></mark>……")


def test_wide_and_traditional_signs_are_marked_in_their_place(highlighter):
    assert highlighter("低保户").extract("（低保戶）") == "（<mark>低保戶</mark>）"
    assert highlighter("低保户").extract("㎡低保户") == "㎡<mark>低保户</mark>"


def test_without_anything_to_mark_a_text_stays(highlighter):
    assert highlighter("?").extract("低保户") == "低保户"
