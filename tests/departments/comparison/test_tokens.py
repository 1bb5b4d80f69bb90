import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.comparison.tokens import says_only_a_number, tokens

LAWFUL = st.text(alphabet="一二三十0123.、，。；：\n （）()[]-%①条款负责受理 \u3000Ａa年月日")


def keys(text):
    return [token.key for token in tokens(text)][1:]


def numbering(text):
    """What stands before the first token: numbering and brackets."""
    return tokens(text)[1].lead


@given(st.one_of(st.text(), LAWFUL))
def test_the_tokens_together_are_the_text(text):
    assert "".join(token.text for token in tokens(text)) == text


@given(LAWFUL)
def test_the_surroundings_of_a_token_say_nothing(text):
    for token in tokens(text):
        assert keys(token.trail) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3日", ["3", "日"]),
        ("３．０％", ["3.0%"]),
        ("1, 000 元", ["1,000", "元"]),
        ("3—5日", ["3-5", "日"]),
        ("零下-5℃", ["零", "下", "-5℃"]),
        ("1 3", ["1", "3"]),
        ("五十人", ["五十", "人"]),
        ("第三、五条", ["第", "三、五", "条"]),
        ("GB国标", ["GB", "国", "标"]),
        ("10²", ["10", "²"]),
        ("和/或", ["和", "/", "或"]),
    ],
)
def test_figures_and_words_are_one_token(text, expected):
    assert keys(text) == expected


@pytest.mark.parametrize(
    "mark",
    [
        "（一）",
        "(1)",
        "1.",
        "１．",
        "2、",
        "三、",
        "十二、",
        "①",
        "⑴",
        "1)",
        "二、（一）",
        "  （二） ",
    ],
)
def test_numbering_opens_an_item(mark):
    for before in ("", "负责。", "负责；\n", "负责\n"):
        assert keys(f"{before}{mark}受理申请") == keys(f"{before}受理申请")
    assert numbering(f"{mark}受理申请") == mark


@pytest.mark.parametrize(
    "text",
    [
        "依照（三）项规定",
        "（三）项的规定",
        "（三）至（五）项",
        "（三）、第（五）项",
        "①和③项所列",
        "（五）日内办结",
        "(3)个工作日",
        "第三条",
        "3日内",
        "1.5万元",
        "1、2013年",
        "二、三级医院",
        "限期：5.逾期罚款",
        "限期：（五）",
        "共计：3.",
        "见图①",
        "2013.加强",
    ],
)
def test_a_number_that_is_cited_or_counts_is_no_numbering(text):
    assert keys(text) != keys(text.translate(str.maketrans("三五一二135①③", "四六三四468②④")))


def test_behind_a_colon_numbering_begins_with_one():
    assert keys("职责：（一）受理") == keys("职责：受理") == keys("职责：1.受理")


def test_brackets_belong_to_what_they_open():
    assert [token.text for token in tokens("甲，（乙）。")] == ["", "甲，", "（乙）。"]


@pytest.mark.parametrize("text", ["1", "（一）", "十二、", "1.2", "③", "", "12 ．"])
def test_printed_numbers(text):
    assert says_only_a_number(text)


@pytest.mark.parametrize("text", ["第一", "1a", "无"])
def test_no_printed_numbers(text):
    assert not says_only_a_number(text)
