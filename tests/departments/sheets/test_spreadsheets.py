"""No text of a list runs as a formula in a spreadsheet, and none is falsified."""

import csv
from io import BytesIO, StringIO

import pytest
import tablib
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from departments.sheets.spreadsheets import CSV, FORMULA_STARTS, LONGEST_CELL, XLSX

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+86",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋86",
    "－加强管理",
    "＠甲",
]


def exported(format_class, *texts):
    return format_class().export_data(tablib.Dataset(*([text] for text in texts), headers=["内容"]))


def csv_cells(*texts):
    return [row[0] for row in csv.reader(StringIO(exported(CSV, *texts), newline=""))][1:]


def xlsx_cells(*texts):
    return list(load_workbook(BytesIO(exported(XLSX, *texts))).active["A"])[1:]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_gets_an_apostrophe_in_csv(text):
    assert csv_cells(text) == [f"'{text}"]


@pytest.mark.parametrize(
    "text", ["一、总则", "1", "（一）", "a=b", "《条例》-第五条", "", "第一行\n第二行"]
)
def test_other_texts_stay_as_they_are_in_csv(text):
    assert csv_cells(text, "末行") == [text, "末行"]


@pytest.mark.parametrize("text", [*FORMULAS, "一、总则\n二、分则", "'引号"])
def test_every_text_is_text_in_xlsx_to_the_letter(text):
    (cell,) = xlsx_cells(text)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")  # as XML reads it


def test_a_formula_in_xlsx_stays_text_when_it_is_edited():
    (cell,) = xlsx_cells("=1+1")
    assert cell.quotePrefix


@pytest.mark.parametrize("bad", ["\x07", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_does_not_stop_the_xlsx_export(bad):
    (cell,) = xlsx_cells(f"甲{bad}乙")
    assert cell.value == "甲\ufffd乙"


def test_a_text_longer_than_a_cell_of_xlsx_may_hold_says_that_it_is_cut():
    whole, cut = xlsx_cells("长" * LONGEST_CELL, "长" * (LONGEST_CELL + 1))
    assert whole.value == "长" * LONGEST_CELL
    assert len(cut.value) == LONGEST_CELL
    assert cut.value.endswith("请看 JSON 或 CSV 格式的文件）")


def test_a_table_without_rows_has_its_head():
    assert exported(CSV) == "内容\r\n"
    assert load_workbook(BytesIO(exported(XLSX))).active["A1"].value == "内容"


def test_a_cell_without_value_is_empty():
    assert csv_cells(None, "末行") == ["", "末行"]
    assert xlsx_cells(None)[0].value is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_no_csv_cell_begins_like_a_formula_and_the_text_can_be_told(texts):
    for cell, text in zip(csv_cells(*texts, "末行"), [*texts, "末行"], strict=True):
        assert not cell.startswith(FORMULA_STARTS)
        assert cell.removeprefix("'") == text
