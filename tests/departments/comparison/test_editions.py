"""Two editions compared: by code, by row, and never more than there is to tell."""

import pytest

from departments.comparison import compare, summaries, summary
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_annex,
    add_duty,
    add_heading,
    add_matter,
    add_note,
    add_power,
    add_regime,
    extra,
    fill,
    make_department,
    make_draft,
    make_edition,
    publish,
)

pytestmark = pytest.mark.django_db

NOTHING = {"added": 0, "removed": 0, "changed": 0, "moved": 0}


@pytest.fixture
def department():
    return make_department()


@pytest.fixture
def edition(department):
    """Make an edition (a draft) of duties, given as pairs of code and text."""

    def edition(*duties, **fields):
        draft = make_draft(department)
        for code, text in duties:
            add_duty(draft, text, code=code, **fields)
        return draft

    return edition


def duties(comparison):
    return comparison.groups[0].entries


def told(comparison):
    """Code, kind and whether moved, of each duty."""
    return [(one.code, one.kind, one.pair.moved) for one in duties(comparison)]


def test_an_edition_does_not_differ_from_itself(department):
    draft = fill(make_draft(department), entries=3, rows=3)
    add_annex(draft)
    add_heading(draft)
    comparison = compare(draft, draft)
    assert comparison.is_empty
    assert comparison.counts == NOTHING
    assert comparison.same == 13


def test_entries_are_told_apart_by_their_codes(edition):
    old = edition(("D-0001", "甲"), ("D-0002", "乙"), ("D-0003", "丙"))
    new = edition(("D-0001", "甲"), ("D-0003", "丁"), ("D-0004", "丙"))
    comparison = compare(old, new)
    assert told(comparison) == [
        ("D-0001", "same", False),
        ("D-0002", "removed", False),
        ("D-0003", "changed", False),
        ("D-0004", "added", False),
    ]
    assert comparison.counts == {"added": 1, "removed": 1, "changed": 1, "moved": 0}
    assert not comparison.is_empty


def test_the_other_way_round_what_was_added_is_removed(edition):
    old = edition(("D-0001", "甲"), ("D-0002", "乙"), ("D-0003", "丙"))
    new = edition(("D-0003", "丁"), ("D-0004", "丙"), ("D-0001", "甲"))
    there, back = compare(old, new).counts, compare(new, old).counts
    assert there == back | {"added": back["removed"], "removed": back["added"]}


def test_one_that_moves_is_one_move(edition):
    codes = [(f"D-{n:04d}", f"职责{n}") for n in range(1, 41)]
    comparison = compare(edition(*codes), edition(codes[-1], *codes[:-1]))
    assert comparison.counts == NOTHING | {"moved": 1}
    assert [one.code for one in comparison.groups[0].amended] == ["D-0040"]


def test_an_entry_put_in_between_moves_no_other(edition):
    old = edition(("D-0001", "甲"), ("D-0002", "乙"))
    new = edition(("D-0001", "甲"), ("D-0003", "丙"), ("D-0002", "乙"))
    assert compare(old, new).counts == NOTHING | {"added": 1}


def test_an_entry_may_change_and_move(edition):
    old = edition(("D-0001", "甲"), ("D-0002", "乙"), ("D-0003", "丙"))
    new = edition(("D-0003", "丁"), ("D-0001", "甲"), ("D-0002", "乙"))
    comparison = compare(old, new)
    assert comparison.counts == NOTHING | {"changed": 1, "moved": 1}
    (entry,) = comparison.groups[0].amended
    assert [label for _, label in entry.badges] == ["改动", "移动"]


def test_noise_is_no_amendment_but_is_listed(edition):
    old = edition(("D-0001", "负责低保，审批。"), ("D-0002", "乙"))
    new = edition(("D-0001", "负责低保、\n审批"), ("D-0002", "乙"))
    comparison = compare(old, new)
    assert comparison.counts == NOTHING
    assert comparison.formal == 1
    assert [one.code for one in comparison.groups[0].formal] == ["D-0001"]
    assert not comparison.is_empty


def test_another_printed_number_is_no_amendment(edition):
    comparison = compare(
        edition(("D-0001", "甲"), number="（一）"), edition(("D-0001", "甲"), number="2")
    )
    assert told(comparison) == [("D-0001", "formal", False)]
    number = duties(comparison)[0].fields[0].text
    assert [(one.kind, one.old, one.new) for one in number.segments] == [("formal", "（一）", "2")]


def test_the_place_in_the_source_is_no_difference(edition):
    old = edition(("D-0001", "甲"), source_line=1)
    assert compare(old, edition(("D-0001", "甲"), source_line=9)).is_empty


def test_rows_are_compared_field_by_field(department):
    basis = {"name": "区卫生局", "responsibility": "负责审批", "basis": "第三条"}
    rest = {"name": "区财政局", "responsibility": "负责资金保障"}
    old, new = make_draft(department), make_draft(department)
    add_matter(old, parties=[basis, rest], code="B-0001")
    add_matter(
        new, parties=[{"name": "区民政局"}, basis | {"basis": "第四条"}, rest], code="B-0001"
    )
    (entry,) = compare(old, new).groups[1].amended
    assert [(row.kind, row.number) for row in entry.rows] == [
        ("added", 1),
        ("changed", 2),
        ("same", 3),
    ]
    fields = {field.label: field.text.kind for field in entry.rows[1].fields}
    assert fields == {"相关部门": "same", "职责分工": "same", "相关依据": "changed"}
    assert [row.called for row in entry.same_rows] == ["区财政局"]


def test_a_row_in_another_order_changes_its_entry(department):
    old, new = make_draft(department), make_draft(department)
    add_regime(old, parts=["甲对象", "乙方式", "丙程序"], code="S-0001")
    add_regime(new, parts=["丙程序", "甲对象", "乙方式"], code="S-0001")
    (entry,) = compare(old, new).groups[2].amended
    assert (entry.kind, entry.pair.moved) == ("changed", False)
    assert [row.called for row in entry.different_rows] == ["丙程序"]


def test_a_first_edition_is_all_new(department):
    draft = fill(make_draft(department), entries=2)
    assert compare(None, draft).counts == NOTHING | {"added": 8}
    assert compare(draft, None).counts == NOTHING | {"removed": 8}
    assert compare(None, None).is_empty


def test_annexes_count_as_entries(department):
    old, new = make_draft(department), make_draft(department)
    add_annex(old, "责任追究机制", "对不履行职责的，追究责任。", position=1)
    add_annex(new, "监督方式", "投诉电话", position=1)
    add_annex(new, "责任追究机制", "对不履行职责的，依法追究责任。", position=2)
    comparison = compare(old, new)
    assert comparison.counts == NOTHING | {"added": 1, "changed": 1}
    assert [one.heading for one in comparison.groups[-1].amended] == ["监督方式", "责任追究机制"]


def test_names_and_headings_are_compared_beside_the_entries(department):
    old, new = make_draft(department), make_draft(department, list_type="权力清单")
    add_heading(old, text="四、公共服务事项", marker="无")
    add_heading(new, text="四、公共服务事项", marker="")
    comparison = compare(old, new)
    assert [field.label for field in comparison.changed_names] == ["清单标题", "清单类型"]
    assert [one.kind for one in comparison.changed_lines] == ["changed"]
    assert comparison.counts == NOTHING
    assert not comparison.is_empty


def test_the_names_are_those_frozen_at_publication(department):
    old = make_edition(department, effective_from=FIRST_DAY)
    department.name = "衡阳市蒸湘区民政和退役军人事务局"
    department.save()
    (name,) = compare(old, make_draft(department)).changed_names[-1:]
    assert (name.label, name.text.old) == ("部门名称", "衡阳市蒸湘区民政局")


def test_summaries_count_as_the_comparison_does(department, edition):
    old = edition(("D-0001", "甲"), ("D-0002", "乙"), ("D-0003", "丙"))
    new = edition(("D-0003", "丁"), ("D-0001", "甲"), ("D-0004", "乙"))
    other = fill(make_draft(make_department("weisheng", "卫生局")))
    add_annex(other)
    pairs = [(old, new), (None, old), (new, old), (None, other), (old, old)]
    assert summaries(pairs) == [compare(*pair).counts for pair in pairs]
    assert summary(old, new) == compare(old, new).counts
    assert summaries([]) == []


@pytest.mark.parametrize("size", [1, 12])
def test_the_number_of_queries_is_fixed(department, django_assert_num_queries, size):
    old = publish(fill(make_draft(department), entries=size, rows=size), FIRST_DAY)
    new = publish(fill(make_draft(department), entries=size, rows=size), SECOND_DAY)
    with django_assert_num_queries(12):
        assert compare(old, new).counts["added"] == 4 * size
    with django_assert_num_queries(12):
        summaries([(None, old), (old, new)] * size)


def test_what_stands_beside_the_columns_is_compared(department):
    old, new = make_draft(department), make_draft(department)
    item = {"text": "受理", "extras": [extra("联系电话", "8001"), extra("办理时限", "5 日")]}
    add_duty(old, "甲", items=[item], code="D-0001")
    item = {"text": "受理", "extras": [extra("联系电话", "8002"), extra("办理时限", "5 日")]}
    add_duty(new, "甲", items=[item], code="D-0001", group="一、社会事务", extras=[extra("科室")])
    (entry,) = compare(old, new).groups[0].amended
    assert entry.kind == "changed"
    assert [field.label for field in entry.fields if field.text.kind != "same"] == ["分组", "科室"]
    (row,) = entry.different_rows
    assert [field.label for field in row.fields if field.text.kind != "same"] == ["联系电话"]
    assert (row.called, entry.heading) == ("受理", "甲")


def test_further_columns_in_another_order_or_empty_ones_are_no_silent_change(department):
    def drafted(*extras):
        draft = make_draft(department)
        add_duty(draft, "甲", code="D-0001", extras=[extra(*one) for one in extras])
        return draft

    one, other = drafted(("甲", "1"), ("乙", "2")), drafted(("乙", "2"), ("甲", "1"))
    (entry,) = compare(one, other).groups[0].amended
    assert [field.label for field in entry.fields if field.text.kind != "same"] == ["另列的次序"]
    comparison = compare(drafted(), drafted(("甲", "")))
    assert not comparison.is_empty
    assert comparison.formal == 1


def test_tables_of_annexes_and_notes_are_compared(department):
    def drafted(cell, note, after):
        draft = make_draft(department)
        table = {"headings": ["情形", "处理"], "rows": [["不作为", cell]]}
        add_annex(draft, tables=[table], after=after)
        add_note(draft, note)
        return draft

    old, new = drafted("通报", "注：甲。", ""), drafted("约谈", "注：乙。", "duties")
    comparison = compare(old, new)
    (annex,) = comparison.groups[-1].amended
    differing = {field.label: field.text for field in annex.fields if field.text.kind != "same"}
    assert differing.keys() == {"排在哪一部分之后", "表格 1"}
    assert differing["排在哪一部分之后"].new == "部门职责"
    assert differing["表格 1"].new == "｜情形｜处理｜\n｜不作为｜约谈｜"
    assert [one.kind for one in comparison.changed_lines] == ["changed"]
    assert comparison.counts == NOTHING | {"changed": 1}


def test_a_power_is_called_by_its_name_and_not_by_its_kind(department):
    old, new = make_draft(department), make_draft(department)
    add_power(new, "公共场所卫生许可", kind="行政许可", group="一、许可")
    (entry,) = compare(old, new).groups[4].amended
    assert (entry.heading, entry.code) == ("公共场所卫生许可", "Q-0001")
