"""A paper as a Word document: all that it says, in the type of official documents."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st

from portal.reviews.papers.blocks import Closing, Facts, Heading, Paper, Paragraph, Table
from portal.reviews.papers.word import to_docx
from tests.papers import word_text

pytestmark = pytest.mark.one_database

ANY = st.text(max_size=30)


def paper(text="意见"):
    return Paper(
        "清单调整审查意见书",
        "第 1 号",
        [
            Facts([("依据", text)]),
            Paragraph(text, strong=True),
            Heading("一、审查意见"),
            Heading("第 1 轮", 2),
            Table({"环节": 40, "意见": 60}, [("法制审查", text), ("政府批准", "")]),
            Closing(["蒸湘区人民政府", "2026年11月24日"]),
        ],
    )


def written(**changes):
    return Document(BytesIO(to_docx(paper(**changes))))


def test_everything_stands_in_it_in_its_order():
    said = word_text(to_docx(paper("第一行\n第二行")))
    assert said.splitlines() == [
        *("清单调整审查意见书", "第 1 号", "依据", "第一行", "第二行", "第一行", "第二行"),
        *(
            "一、审查意见",
            "第 1 轮",
            "环节",
            "意见",
            "法制审查",
            "第一行",
            "第二行",
            "政府批准",
            "",
        ),
        *("蒸湘区人民政府", "2026年11月24日"),
    ]


def test_it_is_set_as_an_official_document():
    document = written()
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    families = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1")
    }
    assert families == {"Normal": "仿宋", "Title": "宋体", "Heading 1": "黑体"}
    assert document.styles["Title"].font.size == Pt(22)
    assert "PAGE" in page.footer.paragraphs[0]._p.xml


def test_what_stands_in_for_a_font_is_named():
    with ZipFile(BytesIO(to_docx(paper()))) as package:
        assert package.testzip() is None
        table = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋"><w:altName w:val="仿宋_GB2312"/></w:font>' in table


def test_tables_fill_the_width_and_repeat_their_head():
    table = written().tables[1]
    assert sum(column.width for column in table.columns) <= Mm(156)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells] == [True, True]


@given(ANY, ANY)
def test_any_text_makes_a_document_that_opens(title, text):
    whole = paper(text)
    whole.title = title
    document = Document(BytesIO(to_docx(whole)))
    assert len(document.tables) == 2
