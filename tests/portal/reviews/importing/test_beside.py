"""Further columns, groups and powers by the spreadsheet door: nothing is guessed, nothing lost."""

import csv
from io import StringIO

import pytest

from departments.models import section_models
from duties.models import Duty, WorkItem
from portal.reviews.importing.exports import export_draft
from powers.models import Power
from tests.admin import stored
from tests.factories import add_power, extra
from tests.portal.reviews.importing.files import (
    DUTIES,
    csv_file,
    duty,
    faults_of,
    imported,
    try_out,
)

#: A table of powers with 14 columns, as places publish it.
POWERS = [
    *("编码", "序号", "行", "权力类型", "权责事项", "子项序号", "子项", "实施依据", "责任事项"),
    *("追责情形", "承办机构", "另列：办理时限", "另列：收费标准", "另列：联系电话"),
]


@pytest.fixture
def draft(adjustment):
    """The draft, whose duty has a group and further columns, its row too."""
    entries = Duty.objects.filter(edition=adjustment.draft)
    entries.update(group="一、社会事务", extras=[extra("科室", "救助科")])
    rows = WorkItem.objects.filter(duty__edition=adjustment.draft)
    rows.update(extras=[extra("办理时限", "5 日")])
    add_power(adjustment.draft, kind="行政许可", items=[{"sub_item": "新办"}])
    return adjustment.draft


def exported(draft, key="duties"):
    """The lines of an exported section (list of dict)."""
    content = export_draft(draft, key, "csv").decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content)))


def file_of(lines):
    return csv_file(*(line.values() for line in lines), headings=list(lines[0]))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_draft_with_all_of_it_comes_back_unchanged(review, adjustment, draft, ending):
    before = stored(draft)
    for model in section_models():
        content = export_draft(draft, model.section_key, ending)
        imported(review, adjustment, content, model.section_key, removes=True)
    assert stored(draft) == before


def test_a_sheet_of_powers_goes_in_with_its_further_columns(review, adjustment):
    basis = "《公共场所卫生管理条例》第四条"
    first = ["", "1", "1", "行政许可", "公共场所卫生许可", "", "新办", basis, "受理", "不作为"]
    second = ["", "", "2", "", "", "", "延续", "", "", ""]
    content = csv_file(
        [*first, "监督科", "20 日", "不收费", "8001"],
        [*second, "监督科", "10 日", "", ""],
        headings=POWERS,
    )
    imported(review, adjustment, content, "powers")
    power = Power.objects.get(edition=adjustment.draft)
    assert (power.code, power.kind, power.name) == ("Q-0001", "行政许可", "公共场所卫生许可")
    one, other = power.rows
    assert (one.basis, other.sub_item, other.handler) == (basis, "延续", "监督科")
    assert one.extras == [
        extra("办理时限", "20 日"),
        extra("收费标准", "不收费"),
        extra(text="8001"),
    ]
    assert other.extras == [extra("办理时限", "10 日")]
    assert power.extras == []


def test_a_column_that_is_not_known_is_named_with_the_way_out(review, adjustment):
    content = csv_file([*duty("D-0001"), "5 日"], headings=[*DUTIES, "办理时限"])
    (fault,) = faults_of(review, adjustment, content)
    assert fault[:2] == (1, "办理时限")
    assert "列名写作“另列：办理时限”" in fault[2]


def test_one_that_the_draft_has_needs_no_mark(review, adjustment, draft):
    (line,) = exported(draft)
    line = {heading.removeprefix("条目").removeprefix("另列："): line[heading] for heading in line}
    imported(review, adjustment, file_of([line | {"科室": "低保科", "办理时限": "当场"}]))
    entry = Duty.objects.get(edition=draft)
    assert entry.extras == [extra("科室", "低保科")]
    assert entry.rows[0].extras == [extra("办理时限", "当场")]


def test_one_without_its_mark_that_may_be_two_is_not_guessed(review, adjustment, draft):
    Duty.objects.filter(edition=draft).update(extras=[extra("办理时限", "全年")])
    (line,) = exported(draft)
    del line["条目另列：办理时限"], line["另列：办理时限"]
    faults = faults_of(review, adjustment, file_of([line | {"办理时限": "当场"}]))
    assert {column for _, column, _ in faults} == {
        *("办理时限", "条目另列：办理时限", "另列：办理时限")
    }


@pytest.mark.parametrize("column", ["分组", "条目另列：科室", "另列：办理时限"])
def test_a_file_that_lacks_one_that_the_draft_has_is_refused(review, adjustment, draft, column):
    (line,) = exported(draft)
    del line[column]
    before = stored(draft)
    assert [fault[1] for fault in faults_of(review, adjustment, file_of([line]))] == [column]
    assert stored(draft) == before


def test_emptied_cells_take_them_out_and_the_comparison_shows_it(review, adjustment, draft):
    (line,) = exported(draft)
    emptied = {"分组": "", "条目另列：科室": "", "另列：办理时限": ""}
    trial = try_out(review, adjustment, file_of([line | emptied]))
    (entry,) = trial.comparison.groups[0].amended
    (row,) = entry.different_rows
    labels = [field.label for field in (*entry.fields, *row.fields) if field.text.kind != "same"]
    assert labels == ["分组", "科室", "办理时限"]
    imported(review, adjustment, file_of([line | emptied]))
    entry = Duty.objects.get(edition=draft)
    assert (entry.group, entry.extras, entry.rows[0].extras) == ("", [], [])


def test_lines_of_one_entry_that_disagree_on_its_own_column_are_a_fault(review, adjustment):
    headings = [*DUTIES, "条目另列：科室"]
    content = csv_file(
        [*duty(), "甲科"], [*duty(place="2", text="", item="二"), "乙科"], headings=headings
    )
    (fault,) = faults_of(review, adjustment, content)
    assert fault[:2] == (3, "条目另列：科室")


def test_a_list_without_powers_has_no_sheet_of_them(review, adjustment):
    content = export_draft(adjustment.draft, "list", "xlsx")
    trial = try_out(review, adjustment, content, "list", removes=True)
    assert trial.comparison.is_empty
    assert trial.absent == []
