"""Every fault of a file is told at once, with the row and the column that the person sees."""

import pytest
from openpyxl import Workbook

from departments.sheets.spreadsheets import LONGEST_CELL
from duties.models import Duty
from portal.reviews.drafting.forms.rows import MOST
from portal.reviews.drafting.limits import LONGEST
from portal.reviews.importing.exports import export_draft
from portal.reviews.importing.sections import WHOLE
from tests.admin import stored
from tests.factories import add_duty, make_department
from tests.portal.reviews.importing.files import (
    DUTIES,
    csv_file,
    duty,
    faults_of,
    imported,
    saved,
    try_out,
    xlsx_file,
)

SAID = "负责第 1 类社会救助"


def without(heading):
    return [each for each in DUTIES if each != heading]


def test_a_file_with_many_faults_lists_them_all_and_writes_nothing(review, adjustment):
    before = stored(adjustment.draft)
    content = csv_file(
        duty("D-0001", text=""),
        duty("B-0001", place="2", text="甲"),
        duty("D-0099", text="乙", item="丙\x00"),
        duty("D-0001", text="丁"),
        [*duty(text="戊"), "多出"],
    )
    assert [(row, column) for row, column, _ in faults_of(review, adjustment, content)] == [
        (6, "第 8 列"),
        (3, "行"),
        (3, "编码"),
        (4, "编码"),
        (5, "编码"),
        (2, "主要职责"),
        (4, "具体工作事项"),
    ]
    assert stored(adjustment.draft) == before


@pytest.mark.parametrize("write", [csv_file, xlsx_file])
@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([duty("B-0001")], (2, "编码", "“B-0001”不是“部门职责”的编码")),
        ([duty("D-1")], (2, "编码", "本部门没有编码为“D-1”的条目")),
        ([duty("D-0001"), duty("", text="乙"), duty("D-0001")], (4, "编码", "D-0001 在第 2 行已")),
        ([duty(text="甲"), duty(place="2", text="乙")], (3, "主要职责", "与同一条目第 2 行的不同")),
        (
            [duty(text="甲", number="1"), duty(place="2", text="甲", number="2")],
            (3, "序号", "与同"),
        ),
        ([duty(place="2")], (2, "行", "这里应填 1")),
        ([duty(), duty(place="3")], (3, "行", "这里应填 2")),
        ([duty("D-0001"), duty("D-0001")], (3, "行", "这里应填 2")),
        ([duty(place="")], (2, "行", "这里应填 1")),
        ([duty(place="一")], (2, "行", "这里应填 1")),
        ([duty(text="")], (2, "主要职责", "不能为空")),
        ([duty("D-0001", text=" \n ")], (2, "主要职责", "不能为空")),
        ([duty(item="条例\ufffd")], (2, "具体工作事项", "有无法识别的字符")),
    ],
)
def test_what_is_wrong_with_a_row_is_said_where_it_stands(review, adjustment, write, rows, fault):
    row, column, beginning = fault
    ((found_row, found_column, text),) = faults_of(review, adjustment, write(*rows))
    assert (found_row, found_column) == (row, column)
    assert text.startswith(beginning)


@pytest.mark.parametrize("heading", DUTIES)
def test_a_missing_column_is_named(review, adjustment, heading):
    row = dict(zip(DUTIES, duty("D-0001", text=SAID), strict=True))
    content = csv_file([row[each] for each in without(heading)], headings=without(heading))
    found = faults_of(review, adjustment, content)
    assert (1, heading) in [(row, column) for row, column, _ in found]


def test_unknown_and_doubled_columns_are_named(review, adjustment):
    content = csv_file([*duty(text="甲"), "", "乙"], headings=[*DUTIES, "备注", "说明"])
    assert [found[:2] for found in faults_of(review, adjustment, content)] == [
        (1, "备注"),
        (1, "说明"),
    ]


def test_a_column_without_a_name_may_not_hold_anything(review, adjustment):
    assert faults_of(review, adjustment, csv_file([*duty(), ""], headings=[*DUTIES, ""])) == []
    content = csv_file([*duty(), "甲"], headings=[*DUTIES, ""])
    assert faults_of(review, adjustment, content)[0][:2] == (2, "第 8 列")


def test_a_code_of_the_department_that_the_draft_lacks_is_told_from_one_that_never_was(
    review, adjustment
):
    Duty.objects.filter(edition=adjustment.draft).delete()
    ((_, _, text),) = faults_of(review, adjustment, csv_file(duty("D-0001")))
    assert text.startswith("D-0001 不在这份草稿里")


@pytest.mark.parametrize(("heading", "said"), [("地址名", "weisheng"), ("部门", "卫生局")])
def test_a_file_of_another_department_is_refused(review, adjustment, heading, said):
    make_department("weisheng", "卫生局")
    row = [*duty("D-0001"), said]
    assert faults_of(review, adjustment, csv_file(row, headings=[*DUTIES, heading])) == [
        (2, heading, f"“{said}”不是本部门（民政局），请核对文件。")
    ]


def test_a_file_from_before_the_department_got_another_address_is_its_own(review, adjustment):
    content = export_draft(adjustment.draft, "duties", "csv")
    review.department.slug = "minzheng-renshe"
    review.department.save()
    adjustment.refresh_from_db()
    assert faults_of(review, adjustment, content) == []


def test_blank_cells_below_the_first_row_of_an_entry_say_the_same(review, adjustment):
    content = csv_file(
        duty("D-0001", text=SAID, number="1", item="审批救助对象 1-1"),
        duty("", "2", "", item="新的事项"),
        duty("", "1", "新的职责"),
        duty("", "2", "", item="又一事项"),
    )
    imported(review, adjustment, content)
    old, new = Duty.objects.filter(edition=adjustment.draft).order_by("position")
    assert (old.code, old.text, [item.text for item in old.rows]) == (
        "D-0001",
        SAID,
        ["审批救助对象 1-1", "新的事项"],
    )
    assert (new.code, new.text, [item.text for item in new.rows]) == (
        "D-0002",
        "新的职责",
        ["编制预案", "又一事项"],
    )


def test_rows_are_counted_as_a_spreadsheet_counts_them(review, adjustment):
    blank = [""] * len(DUTIES)
    content = csv_file(blank, duty(item="一\n二\n三"), blank, blank, duty(text=""))
    assert [row for row, *_ in faults_of(review, adjustment, content)] == [6]
    assert [
        row for row, *_ in faults_of(review, adjustment, xlsx_file(*([blank] * 2), duty(text="")))
    ] == [4]


def test_a_text_that_no_form_could_take_is_refused(review, adjustment):
    content = csv_file(duty(item="长" * (LONGEST + 1)))
    assert faults_of(review, adjustment, content) == [
        (2, "具体工作事项", f"文字有 {LONGEST + 1} 字，超过 {LONGEST} 字的上限。")
    ]
    rows = [duty(place=str(place)) for place in range(1, MOST + 2)]
    assert faults_of(review, adjustment, csv_file(*rows))[0][:2] == (2, "行")


@pytest.mark.parametrize("length", [LONGEST_CELL, LONGEST_CELL + 1])
def test_a_cell_that_a_workbook_may_have_cut_is_refused_and_csv_has_it_whole(
    review, adjustment, length
):
    add_duty(adjustment.draft, "长" * length)
    ((row, column, text),) = faults_of(
        review, adjustment, export_draft(adjustment.draft, "duties", "xlsx")
    )
    assert (row, column) == (3, "主要职责")
    assert "截去" in text
    content = export_draft(adjustment.draft, "duties", "csv")
    assert try_out(review, adjustment, content).comparison.is_empty


def put(value, number_format=None):
    def change(sheet):
        sheet["D2"] = value
        if number_format:
            sheet["D2"].number_format = number_format

    return change


@pytest.mark.parametrize(
    ("change", "beginning"),
    [
        (put("=1+1"), "是公式"),
        (put(45000, "yyyy-mm-dd"), "是日期格式"),
        (put(True), "是逻辑值"),
        (put("#N/A"), "是表格软件算出的错误值"),
    ],
)
def test_cells_of_a_workbook_that_are_no_text_are_told(review, adjustment, change, beginning):
    ((row, column, text),) = faults_of(review, adjustment, xlsx_file(duty(), change=change))
    assert (row, column) == (2, "主要职责")
    assert text.startswith(beginning)


def test_numbers_in_a_workbook_are_the_texts_that_one_sees(review, adjustment):
    imported(review, adjustment, xlsx_file(["", 7, 1, "甲", 1.5, 20.0, ""]))
    new = Duty.objects.get(edition=adjustment.draft, text="甲")
    assert (new.number, new.rows[0].number, new.rows[0].text) == ("7", "1.5", "20")


def test_merged_cells_are_told(review, adjustment):
    rows = [duty("D-0001", text=SAID), duty("D-0001", "2", "")]
    content = xlsx_file(*rows, change=lambda sheet: sheet.merge_cells("D2:D3"))
    assert faults_of(review, adjustment, content) == [
        (2, "主要职责", "D2:D3 是合并单元格。请取消合并，在每一行里填上内容。")
    ]


def test_faults_of_a_whole_list_name_their_sheet(review, adjustment):
    book = Workbook()
    book.active.title = "公共服务事项"
    book.active.append(
        ["编码", "序号", "行", "服务事项", "工作内容序号", "主要工作内容", "承办机构"]
    )
    book.active.append(["D-0001", "", "1", "咨询", "", "", ""])
    ((row, column, text),) = faults_of(review, adjustment, saved(book), WHOLE)
    assert (row, column) == (2, "编码")
    assert text.startswith("“D-0001”不是“公共服务事项”的编码（P-0001 的样子）")
