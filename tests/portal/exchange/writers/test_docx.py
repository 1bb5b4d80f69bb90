"""A list as a Word document: the printed order, merged cells, headings as printed."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from departments.models import Edition
from portal.exchange.writers.docx import to_docx
from tests.factories import (
    add_annex,
    add_duty,
    add_heading,
    add_matter,
    add_regime,
    add_service,
    make_department,
    make_draft,
    publish,
)
from tests.portal.exchange.writers.reading import docx_lines
from tests.records import whole_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft(make_department())


def written(draft):
    return Document(BytesIO(to_docx(publish(draft))))


def cells(document):
    """The cells of the only table as Word shows them: a merged cell's text in each of its rows."""
    (table,) = document.tables
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def test_the_parts_stand_in_the_order_of_the_printed_list(draft):
    add_annex(draft)
    add_heading(draft, "services", "四、公共服务事项", position=4)
    add_service(draft, "婚姻登记咨询", items=[{"content": "解答", "handler": "登记处"}])
    add_heading(draft, "duties", "1、 部门职责", position=1)
    add_duty(draft, "负责低保", items=[{"text": "受理", "note": "每月"}])
    add_heading(draft, "boundaries", "二、职责边界", marker="无", position=2)
    add_regime(
        draft,
        "对社团的监管",
        number="（一）",
        preamble="引言。",
        parts=[{"heading": "一、对象", "body": "社团\n基金会"}],
    )
    lines = list(docx_lines(to_docx(publish(draft))))
    assert lines == [
        "衡阳市蒸湘区民政局责任清单",
        "1、 部门职责",
        *["\t序号", "\t主要职责", "\t具体工作事项", "\t备注", ""],
        *["\t1", "\t负责低保", "\t受理", "\t每月", ""],
        "二、职责边界",
        "无",
        "三、事中事后监管制度",
        "（一）对社团的监管",
        "引言。",
        "一、对象",
        "社团",
        "基金会",
        "四、公共服务事项",
        *["\t序号", "\t服务事项", "\t主要工作内容", "\t承办机构", ""],
        *["\t1", "\t婚姻登记咨询", "\t解答", "\t登记处", ""],
        "责任追究机制",
        "对不履行职责的，依法追究责任。",
    ]


def test_a_section_headed_twice_has_its_entries_under_the_first_heading(draft):
    add_heading(draft, "services", "四、公共服务", position=1)
    add_service(draft, items=["解答"])
    add_heading(draft, "services", "公共服务事项", marker="……", position=2)
    lines = list(docx_lines(to_docx(publish(draft))))
    places = [lines.index(line) for line in ("四、公共服务", "\t解答", "公共服务事项", "……")]
    assert places == sorted(places)


def test_a_list_without_title_is_named_by_its_department(draft):
    Edition.objects.filter(pk=draft.pk).update(title="")
    draft.refresh_from_db()
    assert written(draft).paragraphs[0].text == "衡阳市蒸湘区民政局"


def test_a_basis_shared_by_several_bodies_is_one_merged_cell(draft):
    parties = [
        {"name": "区民政局", "basis": "《条例》"},
        {"name": "区卫生局", "responsibility": "配合"},
        {"name": "区财政局", "basis": "《办法》"},
    ]
    add_matter(draft, "养老服务", parties=parties)
    assert cells(written(draft)) == [
        ["1", "养老服务", "区民政局", "", "《条例》", ""],
        ["1", "养老服务", "区卫生局", "配合", "《条例》", ""],
        ["1", "养老服务", "区财政局", "配合", "《办法》", ""],
    ]


def test_an_entry_of_several_rows_is_one_merged_cell_and_the_next_one_is_not(draft):
    add_duty(draft, "负责低保", items=["受理", {"text": "公示", "number": "2"}, "复核"])
    add_duty(draft, "负责救灾", items=[], number="")
    assert cells(written(draft)) == [
        ["1", "负责低保", "受理", ""],
        ["2", "负责低保", "公示", ""],
        ["2", "负责低保", "复核", ""],
        ["", "负责救灾", "", ""],
    ]


def test_the_footer_says_which_edition_it_is(draft):
    edition = publish(draft)
    footer = Document(BytesIO(to_docx(edition))).sections[0].footer.paragraphs[0].text
    assert footer == f"第 1 版，2024年1月1日起施行，SHA-256 摘要 {edition.digest}"


def test_the_file_tells_its_title_and_the_time_of_publication(draft):
    edition = publish(draft)
    edition.published_at -= timedelta(days=1)
    about = Document(BytesIO(to_docx(edition))).core_properties
    assert (about.title, about.author) == (edition.title, "衡阳市蒸湘区民政局")
    assert about.modified == edition.published_at.replace(microsecond=0)


def test_a_title_of_any_length_is_written(draft):
    Edition.objects.filter(pk=draft.pk).update(title="长" * 300)
    draft.refresh_from_db()
    assert written(draft).paragraphs[0].text == "长" * 300


def test_the_head_of_a_table_is_repeated_on_each_page(draft):
    add_duty(draft)
    (table,) = written(draft).tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml


def test_a_control_character_does_not_stop_the_document(draft):
    add_duty(draft, "甲\x07乙")
    assert cells(written(draft))[0][1] == "甲\ufffd乙"


def test_the_same_edition_is_the_same_file():
    edition = whole_edition()
    assert to_docx(edition) == to_docx(Edition.objects.get(pk=edition.pk))


@pytest.mark.parametrize("bad", ["\x07", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_replaced(draft, bad):
    add_duty(draft, f"负责{bad}低保", items=[f"受理{bad}"])
    assert cells(written(draft)) == [["1", "负责\ufffd低保", "受理\ufffd", ""]]
