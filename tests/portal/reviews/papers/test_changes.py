"""The list of changes: every entry that differs, with what it said and says."""

import pytest

from departments.comparison import compare
from portal.reviews.papers.changes import changes
from tests.factories import (
    add_annex,
    add_duty,
    add_matter,
    add_service,
    make_department,
    make_draft,
    make_edition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def two_drafts():
    department = make_department()
    return make_draft(department), make_draft(department)


def listed(old, new):
    """The rows of all tables of the changes."""
    return [
        row for block in changes(compare(old, new)) if block.kind == "table" for row in block.rows
    ]


def test_added_and_removed_entries_stand_whole():
    old, new = two_drafts()
    add_service(old, "婚姻登记咨询", code="P-0001")
    add_duty(new, "负责救助", items=["受理申请"], code="D-0001", number="1")
    removed, added = sorted(listed(old, new), key=lambda row: row[1])
    assert added == (
        "D-0001\n负责救助",
        "新增",
        "",
        "序号：1\n主要职责：负责救助\n〔具体工作事项第 1 行〕\n具体工作事项：受理申请",
    )
    assert removed[1] == "删去"
    assert "服务事项：婚姻登记咨询" in removed[2]
    assert removed[3] == ""


def test_of_a_changed_entry_stands_what_differs():
    old, new = two_drafts()
    for draft, text in ((old, "指导。"), (new, "督促。")):
        party = {"name": "区卫生局", "responsibility": text, "basis": "《养老服务条例》"}
        add_matter(draft, "养老服务", parties=["区民政局", party], code="B-0001")
    ((name, what, before, after),) = listed(old, new)
    assert (name, what) == ("B-0001\n养老服务", "改动")
    assert before == "〔相关部门第 2 行：区卫生局〕\n职责分工：指导。"
    assert after == "〔相关部门第 2 行：区卫生局〕\n职责分工：督促。"


def test_a_move_says_from_where_to_where():
    old, new = two_drafts()
    for draft, codes in (
        (old, ["D-0001", "D-0002", "D-0003"]),
        (new, ["D-0002", "D-0003", "D-0001"]),
    ):
        for code in codes:
            add_duty(draft, f"职责 {code}", code=code, number="")
    ((name, what, before, after),) = listed(old, new)
    assert name.startswith("D-0001")
    assert (what, before, after) == ("移动", "（位置：第 1 项）", "（位置：第 3 项）")


def test_names_of_the_list_and_annexes_count():
    old, new = two_drafts()
    new.title = "新的标题"
    new.save()
    add_annex(new)
    names = [row[0] for row in listed(old, new)]
    assert names == ["清单标题", "责任追究机制"]


def test_what_differs_in_form_only_is_named():
    old, new = two_drafts()
    add_duty(old, "负责救助。", code="D-0001")
    add_duty(new, "负责救助；", code="D-0001")
    said = [block.text for block in changes(compare(old, new))]
    assert said == [
        "仅标点、空格或序号不同 1 项，未变 0 项。",
        "仅标点、空格或序号不同的条目：D-0001。",
    ]


def test_a_first_list_is_counted_and_no_change_is_said():
    edition = make_edition(entries=2)
    assert [block.text for block in changes(compare(edition, edition))] == ["清单的文字没有改动。"]
    (block,) = changes(compare(None, edition))
    assert block.text.startswith("首次编制，共 8 项：部门职责 2 项，")
