"""The printed table of a section: which columns it has, what stands beside them, and groups."""

import pytest

from departments.pages.printed_tables import PrintedTable, RowsTable
from duties.models import Duty
from powers.models import Power
from tests.factories import add_duty, add_power, make_draft
from tests.whole_list import extras

pytestmark = pytest.mark.django_db


def labels(table):
    return [one.label for one in table.heads]


def texts(lines):
    return [[(cell.text, cell.height) for cell in line] for line in lines]


def lines_of(table):
    return [block.lines for _, blocks in table.groups for block in blocks]


def test_a_column_that_says_nothing_is_left_out_unless_lists_are_drawn_up_with_it():
    draft = make_draft()
    add_duty(draft, "低保", items=[{"text": ""}])
    assert labels(PrintedTable(list(Duty.objects.all()))) == ["序号", "主要职责", "具体工作事项"]
    add_power(draft, "许可", kind="行政许可", items=[{"basis": "条例"}])
    table = PrintedTable(list(Power.objects.all()))
    assert labels(table) == ["序号", "权力类型", "权责事项", "依据"]


def test_further_columns_stand_last_under_their_headings_over_all_entries():
    draft = make_draft()
    add_duty(draft, "甲", items=[{"text": "一", "extras": extras(电话="1")}, "二"])
    add_duty(draft, "乙", extras=extras(科室="办公室"), items=["三", "四"])
    add_duty(draft, "丙", items=["五"])
    table = PrintedTable(list(Duty.objects.all()))
    assert labels(table)[3:] == ["电话", "科室"]
    first, second, third = (texts(lines) for lines in lines_of(table))
    assert first == [
        [("1", 2), ("甲", 2), ("一", 1), ("1", 1), ("", 2)],
        [("二", 1), ("", 1)],
    ]
    assert second[0][3:] == [("", 2), ("办公室", 2)]
    assert third == [[("3", 1), ("丙", 1), ("五", 1), ("", 1), ("", 1)]]
    assert labels(RowsTable([table.entries[1]])) == ["具体工作事项"]


def test_what_both_an_entry_and_its_rows_say_in_a_further_column_is_kept():
    draft = make_draft()
    rows = [{"text": "一", "extras": extras(电话="2")}]
    add_duty(draft, "甲", extras=extras(电话="1"), items=rows)
    ((line,),) = lines_of(PrintedTable(list(Duty.objects.all())))
    assert line[-1].text == "1\n2"


def test_an_entry_without_rows_keeps_what_is_printed_beside_it():
    add_duty(make_draft(), "甲", extras=extras(科室="办公室"), items=[])
    ((line,),) = lines_of(PrintedTable(list(Duty.objects.all())))
    assert [(cell.text, cell.is_missing) for cell in line[-2:]] == [("", True), ("办公室", False)]


def test_the_entries_of_a_group_stand_under_its_row(client):
    draft = make_draft()
    for group in ("一、救助", "一、救助", "", "二、福利"):
        add_duty(draft, group=group)
    table = PrintedTable(list(Duty.objects.all()))
    assert [(text, len(blocks)) for text, blocks in table.groups] == [
        ("一、救助", 2),
        ("", 1),
        ("二、福利", 1),
    ]
