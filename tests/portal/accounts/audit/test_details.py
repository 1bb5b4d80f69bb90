"""What an event changed is told in the words of the record, not in names of the program."""

import pytest

from portal.accounts.audit.details import changes
from portal.accounts.audit.models import Event

OLD = {"code": "D-0003", "number": "3", "text": "负责审计", "items": [{"text": "概算"}]}


def told(before, after, subject="reviews.adjustment:7"):
    event = Event(before=before, after=after, subject=subject)
    return [(one.label, one.text.old, one.text.new) for one in changes(event)]


def test_fields_of_a_record_bear_their_names_and_choices_their_words():
    before = {"kind": "signboard", "name": "老龄办", "position": 0}
    after = {"kind": "former", "name": "老龄办", "position": 1}
    assert told(before, after, "departments.departmentname:3") == [
        ("类别", "加挂牌子", "曾用名"),
        ("序", "0", "1"),
    ]


def test_an_entry_of_an_adjustment_is_told_in_the_words_of_its_section():
    new = OLD | {"text": "负责审计监督", "items": [{"text": "概算"}, {"text": "决算"}]}
    assert told(OLD, new) == [
        ("主要职责", "负责审计", "负责审计监督"),
        ("具体工作事项 第 2 项", "", "决算"),
    ]


def test_a_record_that_bears_the_code_of_an_entry_keeps_its_own_words():
    before, after = {"code": "D-0003", "text": "问"}, {"code": "D-0004", "text": "问"}
    assert told(before, after, "search.askingphrase:1") == [("条目编码", "D-0003", "D-0004")]


def test_a_new_record_has_nothing_before_and_a_deleted_one_nothing_after():
    assert told(None, OLD)[0] == ("编码", "", "D-0003")
    assert told(OLD, None)[0] == ("编码", "D-0003", "")


@pytest.mark.parametrize("subject", ["", "gone.model:1", "gone", "accounts.user:1"])
def test_what_the_program_does_not_know_is_told_by_its_name(subject):
    before, after = {"a": [1, {"b": None}], "c": True}, {"a": [1, {"b": False}], "c": 1.5}
    assert told(before, after, subject) == [("a 第 2 项 b", "", "否"), ("c", "是", "1.5")]


def test_plain_values_are_compared_too():
    assert told("甲", "乙") == [("内容", "甲", "乙")]
    assert told(["D-1", "D-2"], ["D-2", "D-1"]) == [
        ("第 1 项", "D-1", "D-2"),
        ("第 2 项", "D-2", "D-1"),
    ]
    assert told(None, None) == []


def test_further_columns_are_told_by_their_headings():
    entry = {"code": "B-0001", "parties": [{"department": "甲", "extras": []}]}
    changed = {
        "code": "B-0001",
        "extras": [{"heading": "电话", "text": "8001"}],
        "parties": [{"department": "乙", "extras": [{"heading": "时限", "text": "5 日"}]}],
    }
    assert told(entry, changed) == [
        ("另列 电话", "", "8001"),
        ("相关部门 第 1 项", "甲", "乙"),
        ("相关部门 第 1 项 另列 时限", "", "5 日"),
    ]


def test_what_stands_beside_the_entries_is_told_in_words():
    before = {"title": "甲", "annexes": [{"heading": "附录", "tables": []}], "notes": []}
    table = {"headings": ["情形"], "rows": [["不作为"]]}
    after = {
        "title": "乙",
        "annexes": [{"heading": "附录", "tables": [table]}],
        "notes": [{"text": "注"}],
    }
    assert told(before, after) == [
        ("清单标题", "甲", "乙"),
        ("附录 第 1 项 表格", "", "｜情形｜\n｜不作为｜"),
        ("附注 第 1 项 文字", "", "注"),
    ]


def test_the_entries_of_a_file_are_told_by_their_columns():
    before, after = ({"D-0001": {"code": "D-0001", "text": text}} for text in "甲乙")
    assert told(before, after) == [("D-0001 主要职责", "甲", "乙")]


def test_what_was_noted_under_a_former_name_is_told_in_the_words_of_today():
    for name in ("adjustment", "draft"):
        assert told({name: None}, {name: "甲局 草稿（7）"}, "corrections.correction:1") == [
            ("据此拟写的清单草稿", "", "甲局 草稿（7）")
        ]
