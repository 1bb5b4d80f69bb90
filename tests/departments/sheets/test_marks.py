"""The mark by which an exported file tells from which edition it was made."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from departments.publishing.origins import distance, marked_edition
from departments.sheets.marks import Mark, mark_of
from portal.exchange.writers.docx import to_docx
from portal.exchange.writers.xlsx import to_xlsx
from tests.factories import make_department, make_edition


@pytest.fixture
def edition(db):
    return make_edition()


def saved(document):
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_and_excel_files_carry_the_mark_of_their_edition(edition):
    expected = Mark(edition.digest, "minzheng", "1")
    assert mark_of(to_docx(edition)) == mark_of(to_xlsx([edition])) == expected


def test_the_mark_outlasts_a_save_by_other_programs(edition):
    for again in (Document(BytesIO(to_docx(edition))), load_workbook(BytesIO(to_xlsx([edition])))):
        assert mark_of(saved(again)).digest == edition.digest


def test_a_workbook_of_several_editions_has_no_mark(edition):
    other = make_edition(make_department("jiaoyu", "教育局"))
    assert mark_of(to_xlsx([edition, other])) is None


def package(custom):
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("docProps/custom.xml", custom)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no archive",
        package("<broken"),
        package("<Properties/>"),
        package('<Properties><property name="清单版次">1</property></Properties>'),
        package('<!DOCTYPE a [<!ENTITY b "c">]><Properties>&b;</Properties>'),
    ],
)
def test_what_is_no_mark_is_none(content):
    assert mark_of(content) is None


def test_only_a_published_edition_of_the_department_is_believed(edition):
    other = make_edition(make_department("jiaoyu", "教育局"))
    assert marked_edition(None, edition.department) == (None, "")
    assert marked_edition(Mark.of(edition), edition.department) == (edition, "")
    found, sentence = marked_edition(Mark.of(other), edition.department)
    assert found is None
    assert "“教育局”第 1 版" in sentence


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["甲", "乙"], ["乙", "甲"], 0),
        (["甲乙"], ["甲丙"], 2),
        (["甲", "甲"], ["甲"], 1),
        ([], ["甲乙", "丙"], 4),
    ],
)
def test_how_far_texts_are_apart(one, other, expected):
    assert distance(one, other) == distance(other, one) == expected
