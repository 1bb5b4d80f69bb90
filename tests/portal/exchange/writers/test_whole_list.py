"""A list with all that a list can have: every file says all of it, each at its place."""

import json
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from departments.models import section_models
from departments.publishing.digests import edition_document, edition_documents
from departments.sheets.resources import resource_of
from duties.models import Duty
from portal.exchange.writers.csv import to_csv
from portal.exchange.writers.docx import to_docx
from portal.exchange.writers.linked.jsonld import to_jsonld
from portal.exchange.writers.tables import RARE, TITLES, all_tables, make_table
from portal.exchange.writers.word import TABLE_WIDTH, column_widths
from portal.exchange.writers.xlsx import to_xlsx
from tests.declaring import MORE, TEXT, declare_one_more
from tests.factories import (
    add_duty,
    add_power,
    make_department,
    make_draft,
    make_edition,
    publish,
)
from tests.portal.exchange.writers.reading import csv_tables, documents, docx_lines, xlsx_tables
from tests.records import whole_edition
from tests.whole_list import TABLES, extras, make_whole_list

pytestmark = pytest.mark.django_db

#: What a list says of itself, and of what only some formats know the places.
NOT_PRINTED = {"code", "source_line", "after"}


def linked(edition):
    return to_jsonld([edition], "https://example.org/", "自由使用")


def xlsx_text(content):
    book = load_workbook(BytesIO(content))
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)


#: Each format as text.
AS_TEXT = {
    "csv": lambda edition: to_csv([edition]).decode("utf-8-sig").replace('""', '"'),
    "xlsx": lambda edition: xlsx_text(to_xlsx([edition])),
    "docx": lambda edition: "\n".join(docx_lines(to_docx(edition))),
    "jsonld": lambda edition: json.dumps(json.loads(linked(edition)), ensure_ascii=False),
}


def texts(value, skipped=NOT_PRINTED):
    """All texts of a JSON value."""
    if isinstance(value, dict):
        value = [inner for name, inner in value.items() if name not in skipped]
    if isinstance(value, list):
        return {text for inner in value for text in texts(inner, skipped)}
    return {value} if isinstance(value, str) and value else set()


def said(edition, skipped=NOT_PRINTED):
    """All texts that stand in the sections of a list and beside them."""
    document = edition_document(edition)
    return texts({key: document[key] for key in TITLES if key in document}, skipped)


def without_extras(value):
    if isinstance(value, list):
        return [without_extras(inner) for inner in value]
    if isinstance(value, dict):
        return {k: without_extras(inner) for k, inner in value.items() if k != "extras"}
    return value


@pytest.mark.parametrize("format", AS_TEXT)
def test_every_text_stands_in_every_format(format):
    edition = make_whole_list()
    # Linked data leaves the printed numbers out.
    skipped = NOT_PRINTED | ({"number"} if format == "jsonld" else set())
    written = AS_TEXT[format](edition)
    if format == "jsonld":
        written = written.replace("\\n", "\n").replace("\\t", "\t")
    missing = {text for text in said(edition, skipped) if text not in written}
    assert missing == set()


@pytest.mark.parametrize(
    ("write", "read"), [(to_csv, csv_tables), (to_xlsx, xlsx_tables)], ids=["csv", "xlsx"]
)
class TestTables:
    def test_the_records_are_those_of_the_list(self, write, read):
        editions = [make_whole_list(), whole_edition(make_department("weisheng", "卫生局"))]
        expected = without_extras(edition_documents(editions))
        assert documents(read(write(editions))) == expected

    def test_each_further_column_stands_in_the_lines_of_what_says_it(self, write, read):
        edition = make_whole_list()
        tables = read(write([edition]))
        for model in section_models():
            lines = iter(tables[model.section_title])
            for entry in edition_document(edition)[model.section_key]:
                for row in entry[model.rows_name] or [{}]:
                    line = next(lines)
                    beside = [*entry.get("extras", []), *row.get("extras", [])]
                    assert [line[one["heading"]] for one in beside] == [
                        one["text"] for one in beside
                    ]


def test_a_further_column_never_takes_the_place_of_another():
    draft = make_draft(make_department())
    own = extras(备注="甲", 版本="乙", 电话="丙")
    item = {"note": "丁", "extras": extras(备注="戊", 部分="己", 电话="庚", 窗口="辛")}
    add_duty(draft, extras=own, items=[item])
    table = make_table("duties", [publish(draft)]).data
    (line,) = table.dict
    assert len({*table.headers}) == len(table.headers)
    found = {name: text for name, text in line.items() if text in [*"甲乙丙丁戊己庚辛"]}
    assert found == {
        "备注": "丁",
        "条目另列：备注": "甲",
        "条目另列：版本": "乙",
        "条目另列：电话": "丙",
        "另列：备注": "戊",
        "另列：部分": "己",
        "另列：电话": "庚",
        "窗口": "辛",
    }


def test_a_table_made_again_has_the_further_columns_of_its_own_lines():
    add_duty(make_draft(make_department()), extras=extras(联系电话="1"))
    resource = resource_of(Duty)()
    assert "联系电话" in resource.export(Duty.objects.all()).headers
    assert "联系电话" not in resource.export(Duty.objects.none()).headers


class TestWithoutAnythingBeside:
    def test_no_table_and_no_column_of_it_is_there(self):
        tables = all_tables([make_edition()])
        assert [table.key for table in tables] == [key for key in TITLES if key not in RARE]
        for table in tables:
            assert not {"分组", "表", "第 1 列", "排在哪一部分之后"} & {*table.data.headers}

    def test_the_context_of_linked_data_is_as_it_was(self):
        assert "schema" not in json.loads(linked(make_edition()))["@context"]
        assert (
            "schema"
            in json.loads(linked(make_whole_list(make_department("weisheng", "卫生局"))))[
                "@context"
            ]
        )


class TestWord:
    def test_what_stands_beside_the_sections_stands_at_its_place(self):
        lines = list(docx_lines(to_docx(make_whole_list())))
        places = [
            lines.index(line)
            for line in (
                *("四、公共服务事项", "\t婚姻登记咨询", "注：本表依申请事项不收费。"),
                *("五、权责事项", "\t墓地扩建许可", "权责办理流程", "\t受理环节", "\t机关纪委"),
                *("责任追究机制", "编制单位（盖章）二〇二六年十一月"),
            )
        ]
        assert places == sorted(places)

    def test_the_row_of_a_group_stands_above_its_entries_across_the_table(self):
        table = Document(BytesIO(to_docx(make_whole_list()))).tables[0]
        groups = [
            [cell.text for cell in row.cells] for row in table.rows if len(row._tr.tc_lst) == 1
        ]
        width = len(table.columns)
        assert groups == [["一、社会救助"] * width, ["二、社会事务"] * width]

    def test_a_power_has_all_its_columns_and_shares_what_is_shared(self):
        tables = Document(BytesIO(to_docx(make_whole_list()))).tables
        head, _, first, second, *_ = (
            [cell.text for cell in row.cells]
            for row in next(table for table in tables if table.cell(0, 1).text == "权力类型").rows
        )
        assert head == [
            *("序号", "权力类型", "权责事项", "子项", "依据", "责任事项", "追责情形", "承办机构"),
            *("法定时限", "收费标准", "行使层级"),
        ]
        assert first[:4] == ["1", "行政许可", "公益性公墓建设许可", "农村公益性墓地许可"]
        assert second[3] == "墓地扩建许可"
        # What the first sub-item says of basis and duties holds for the second as well.
        assert second[:3] + second[4:7] == first[:3] + first[4:7]
        assert first[7:] == ["社会事务股", "二十个工作日", "不收费", "区级行使"]
        assert second[7:] == ["基层政权股", "二十个工作日", "不收费", ""]

    def test_a_table_of_fourteen_columns_fits_the_page(self):
        draft = make_draft(make_department())
        beside = {f"另列{n}": "文字" * n for n in range(1, 7)}
        add_power(draft, extras=extras(**beside), items=[{"basis": "《条例》" * 200}])
        (table,) = Document(BytesIO(to_docx(publish(draft)))).tables
        widths = [column.width.mm for column in table.columns]
        assert len(widths) == 14
        assert sum(widths) == pytest.approx(TABLE_WIDTH, abs=1)
        assert min(widths) >= 14
        assert max(widths) == widths[4]

    def test_more_columns_than_have_room_are_narrower(self):
        widths = column_widths(["列"] * 30, [["文字"] * 30])
        assert sum(widths) == pytest.approx(TABLE_WIDTH)

    def test_the_tables_of_an_annex_stand_apart(self):
        *_, first, second = Document(BytesIO(to_docx(make_whole_list()))).tables
        found = [
            [[cell.text for cell in row.cells] for row in table.rows] for table in (first, second)
        ]
        assert found == [[one["headings"], *one["rows"]] for one in TABLES]
        assert first._tbl.getnext().tag == qn("w:p")


@pytest.mark.parametrize("of_rows", [False, True], ids=["entry", "row"])
@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_a_column_that_is_declared_is_in_every_file(model, of_rows, monkeypatch):
    edition = make_whole_list()
    declare_one_more(model, monkeypatch, of_rows=of_rows)
    for format, as_text in AS_TEXT.items():
        assert TEXT in as_text(edition), format
    assert MORE.label in make_table(model.section_key, [edition]).data.headers
