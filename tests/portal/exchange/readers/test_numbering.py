"""Numbers at the head of a line, in all their styles."""

import pytest

from portal.exchange.readers.numbering import chinese_value, take_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、监督检查对象", ("chinese", 1, "一、", "监督检查对象")),
        ("一 、《律师法》", ("chinese", 1, "一 、", "《律师法》")),
        ("三．监督检查方式", ("chinese", 3, "三．", "监督检查方式")),
        ("（十二） 对学校的监管", ("chinese_bracketed", 12, "（十二）", "对学校的监管")),
        ("(三)社会保险", ("chinese_bracketed", 3, "(三)", "社会保险")),
        ("2、 与相关部门的职责边界", ("arabic", 2, "2、", "与相关部门的职责边界")),
        ("5．指导企业", ("arabic", 5, "5．", "指导企业")),
        ("（1） 财政票据监管", ("arabic_bracketed", 1, "（1）", "财政票据监管")),
        ("①听取汇报", ("circled", 1, "①", "听取汇报")),
        ("第2章  法律援助", ("chapter", 2, "第2章", "法律援助")),
        ("第三章 殡葬", ("chapter", 3, "第三章", "殡葬")),
    ],
)
def test_a_number_is_taken_apart(text, expected):
    assert take_number(text) == expected


@pytest.mark.parametrize("text", ["", "一是检查现场", "5.29活动", "2012年", "一般案件", "（牵头）"])
def test_what_only_begins_like_a_number_is_none(text):
    assert take_number(text) is None


@pytest.mark.parametrize(
    ("digits", "value"),
    [("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一百零五", 105)],
)
def test_chinese_numbers_have_their_values(digits, value):
    assert chinese_value(digits) == value
