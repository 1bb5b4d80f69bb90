"""Lists as CSV and XLSX: nothing is lost, nothing runs, the same list is the same file."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from departments.publishing.digests import edition_documents
from portal.exchange.writers.csv import table_to_csv, to_csv
from portal.exchange.writers.packages import repacked
from portal.exchange.writers.tables import RARE, TITLES, make_table
from portal.exchange.writers.xlsx import to_xlsx
from tests.factories import (
    SECOND_DAY,
    add_annex,
    add_duty,
    add_matter,
    add_regime,
    add_service,
    fill,
    make_department,
    make_draft,
    make_edition,
    publish,
)
from tests.portal.exchange.writers.reading import csv_tables, documents, xlsx_tables
from tests.records import whole_edition

pytestmark = pytest.mark.django_db

FORMATS = [(to_csv, csv_tables), (to_xlsx, xlsx_tables)]
IDS = ["csv", "xlsx"]


def odd_edition():
    """A list of what is easily lost: empty entries and rows, further numbers, formulas, lines."""
    draft = make_draft(make_department(signboards=["老龄办", "双拥办"]), list_type="")
    add_duty(draft, "=1+1", items=[])
    add_duty(
        draft, "'引", items=[{"text": ""}, {"number": "（2）", "text": "-一\n二", "source_line": 7}]
    )
    add_matter(draft, "", parties=[{"name": "", "number": "3"}, {"name": "@区", "case": '，"案"'}])
    add_regime(draft, "", preamble="＋", parts=[{"heading": "", "body": "正文"}])
    add_service(draft, "登记", items=[{"content": " 前后有空格 ", "number": "1"}], source_line=3)
    add_annex(draft)
    add_annex(draft, "=附", "", position=2)
    first = publish(draft)
    publish(make_draft(first.department), SECOND_DAY)
    return first


@pytest.mark.parametrize(("write", "read"), FORMATS, ids=IDS)
def test_nothing_of_an_odd_list_is_lost(write, read):
    edition = odd_edition()
    assert documents(read(write([edition]))) == edition_documents([edition])


@pytest.mark.parametrize(("write", "read"), FORMATS, ids=IDS)
def test_lists_of_several_departments_stay_apart(write, read):
    editions = [odd_edition(), make_edition(make_department("weisheng", "卫生局"), entries=2)]
    editions.append(publish(make_draft(make_department("empty", "空局"))))
    assert documents(read(write(editions))) == edition_documents(editions)


@pytest.mark.parametrize("write", [to_csv, to_xlsx], ids=IDS)
def test_the_same_list_is_the_same_file(write):
    edition = whole_edition()
    assert write([edition]) == write([edition])


@pytest.mark.parametrize("write", [to_csv, to_xlsx], ids=IDS)
def test_more_rows_and_departments_take_no_more_queries(write, django_assert_num_queries):
    editions = [make_edition(make_department("a", "甲局"))]
    with django_assert_num_queries(12):
        write(editions)
    for slug in "bcd":
        draft = fill(make_draft(make_department(slug, f"{slug}局")), entries=60, rows=3)
        editions.append(publish(draft))
    with django_assert_num_queries(12):
        write(editions)


def test_csv_is_marked_as_utf8_for_spreadsheets():
    assert to_csv([make_edition()]).startswith(b"\xef\xbb\xbf\xe9\x83\xa8")


def test_one_table_alone_has_the_lines_of_the_whole():
    edition = whole_edition()
    whole = csv_tables(to_csv([edition]))
    for key, title in TITLES.items():
        head, *lines = table_to_csv(make_table(key, [edition])).decode("utf-8-sig").splitlines()
        assert head.split(",") == make_table(key, [edition]).data.headers
        assert len(lines) == len(whole[title]) >= 1


def test_a_workbook_has_a_sheet_for_each_section_and_one_that_introduces_it():
    edition = whole_edition()
    edition.published_at -= timedelta(days=1)
    book = load_workbook(BytesIO(to_xlsx([edition])))
    assert book.properties.modified == edition.published_at.replace(tzinfo=None, microsecond=0)
    assert book.sheetnames == ["说明", *list(TITLES.values())[1:]]
    facts = dict(book["说明"].iter_rows(values_only=True))
    assert facts["部门名称"] == "衡阳市蒸湘区民政局"
    assert facts["摘要"] == edition.digest
    assert facts["说明"].startswith("本文件与同一版清单的 JSON、CSV 载有相同的记录")


def test_a_workbook_of_several_lists_begins_with_a_line_for_each():
    editions = [make_edition(), make_edition(make_department("weisheng", "卫生局"))]
    book = load_workbook(BytesIO(to_xlsx(editions)))
    assert book.sheetnames == [title for key, title in TITLES.items() if key not in RARE]
    assert [row[0].value for row in book["清单"]] == ["地址名", "minzheng", "weisheng"]


def test_no_text_of_a_workbook_is_a_formula():
    book = load_workbook(BytesIO(to_xlsx([odd_edition()])))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "=1+1" in {cell.value for cell in cells}


def test_a_package_keeps_its_members_and_forgets_when_they_were_stored():
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("b.xml", "乙")
        package.writestr("a.xml", "甲")
    with ZipFile(BytesIO(repacked(stream.getvalue()))) as package:
        assert package.namelist() == ["b.xml", "a.xml"]
        assert package.read("a.xml").decode() == "甲"
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.external_attr >> 16 for member in package.infolist()} == {0o644}
