"""A table of an older edition than the draft rests on undoes nothing of the newer one."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from departments.publishing.drafts import draft_from
from departments.sheets.marks import mark_of
from duties.models import Duty
from portal.exchange.writers.csv import to_csv
from portal.exchange.writers.xlsx import to_xlsx
from portal.reviews.importing.exports import export_draft
from portal.reviews.importing.sections import WHOLE
from portal.reviews.models import Cause, Kind
from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import add_duty, fill, make_draft, publish
from tests.listing import drop, duties, reword, without_mark
from tests.portal.reviews.importing.files import faults_of, imported, saved, try_out
from tests.reviewing import fresh

OLD, NEW = "负责第 2 类社会救助", "负责第 2 类社会救助和帮扶"
MARKS = ["column", "mark", "none"]


@pytest.fixture
def first(review):
    return publish(fill(make_draft(review.department), entries=4), today())


@pytest.fixture
def codes(first):
    return list(duties(first))


@pytest.fixture
def adjustment(review, first, codes):
    """A draft upon an edition that reworded the second duty, dropped the third and has a fifth."""
    draft = draft_from(first)
    reword(codes[1], NEW)(draft)
    drop(codes[2])(draft)
    add_duty(draft, "推行预算绩效管理改革试点", position=200)
    publish(draft, today())
    return actions.open_adjustment(review.editor, review.department, Kind.CHANGE, Cause.ELEMENT)


def sheet(first, told, change=lambda rows: rows):
    """The duties of the first edition in a file that tells so by its column, its mark or not."""
    if told == "column":
        rows = list(
            csv.reader(StringIO(export_draft(first, "duties", "csv", first).decode("utf-8-sig")))
        )
        stream = StringIO(newline="")
        csv.writer(stream).writerows(change(rows))
        return stream.getvalue().encode("utf-8-sig")
    book = load_workbook(BytesIO(export_draft(first, "duties", "xlsx", first)))
    page = book.active
    rows = change([["" if c is None else c for c in row] for row in page.values])
    place = rows[0].index("版次")
    page.delete_rows(1, page.max_row)
    for row in rows:
        page.append([cell if n != place else None for n, cell in enumerate(row)])
    return saved(book) if told == "mark" else without_mark(saved(book))


def saying(old, new):
    def change(rows):
        assert any(old in row for row in rows)
        return [[new if cell == old else cell for cell in row] for row in rows]

    return change


def lacking(code):
    return lambda rows: [row for row in rows if code not in row]


@pytest.fixture(params=MARKS)
def told(request):
    return request.param


def test_a_file_as_the_older_edition_was_changes_nothing(review, adjustment, first, codes, told):
    before = duties(adjustment.draft)
    trial = imported(review, adjustment, sheet(first, told))
    assert trial.comparison.is_empty
    assert duties(adjustment.draft) == before
    assert trial.older.edition == first
    assert trial.older.stale == codes[1:3]


def test_one_word_changed_in_it_is_all_that_changes(review, adjustment, first, codes, told):
    before = duties(adjustment.draft)
    content = sheet(first, told, saying("负责第 1 类社会救助", "负责第 1 类社会救济"))
    imported(review, adjustment, content)
    assert duties(adjustment.draft) == before | {codes[0]: "负责第 1 类社会救济"}


@pytest.mark.parametrize("removes", [False, True])
def test_what_the_newer_edition_added_is_not_removed_for_the_file_that_lacks_it(
    review, adjustment, first, codes, told, removes
):
    before = duties(adjustment.draft)
    content = sheet(first, told, lacking(codes[3]))
    trial = imported(review, adjustment, content, removes=removes)
    gone = {codes[3]} if removes else set()
    assert duties(adjustment.draft).keys() == before.keys() - gone
    assert trial.older.kept == (list(before)[-1:] if removes else [])


def test_what_both_changed_is_refused_with_its_row(review, adjustment, first, codes, told):
    content = sheet(first, told, saying(OLD, "负责第 2 类社会救助事务"))
    (row, column, text) = faults_of(review, adjustment, content)[0]
    assert (row, column) == (3, "编码")
    assert f"{codes[1]} 在第 3 版里有改动" in text


def test_what_the_newer_edition_dropped_and_the_file_changed_is_refused(
    review, adjustment, first, codes, told
):
    content = sheet(first, told, saying("负责第 3 类社会救助", "负责第 3 类社会救助事务"))
    assert f"{codes[2]} 在第 3 版里有改动" in faults_of(review, adjustment, content)[0][2]


def test_what_the_newer_edition_changed_and_the_file_dropped_is_refused(
    review, adjustment, first, codes
):
    content = sheet(first, "column", lacking(codes[1]))
    with pytest.raises(Exception, match="须改正") as caught:
        try_out(review, adjustment, content, removes=True)
    assert f"{codes[1]} 在第 3 版里有改动" in caught.value.faults[0].text


def test_a_new_order_of_the_newer_edition_stays(review, first, codes):
    draft = draft_from(first)
    for place, code in enumerate(reversed(codes), start=50):
        Duty.objects.filter(edition=draft, code=code).update(position=place)
    publish(draft, today())
    adjustment = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.ELEMENT
    )
    imported(review, adjustment, sheet(first, "column"))
    assert list(duties_in_order(adjustment.draft)) == codes[::-1]


def duties_in_order(edition):
    return Duty.objects.filter(edition=edition).order_by("position").values_list("code", flat=True)


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_open_data_of_the_older_edition_changes_nothing(review, adjustment, first, write):
    trial = imported(review, adjustment, write([first]), WHOLE, removes=True)
    assert trial.comparison.is_empty


def test_a_draft_that_was_exported_before_the_newer_edition_came_keeps_to_it(review, first, codes):
    adjustment = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.ELEMENT
    )
    files = [export_draft(adjustment.draft, "duties", e, adjustment.base) for e in ("csv", "xlsx")]
    assert mark_of(files[1]).digest == first.digest
    other = draft_from(first)
    reword(codes[1], NEW)(other)
    publish(other, today())
    current = actions.open_adjustment(review.editor, review.department, Kind.CHANGE, Cause.ELEMENT)
    for content in files:
        assert imported(review, current, content).comparison.is_empty


def test_the_page_says_what_is_not_written(review, adjustment, first, codes):
    client = cast.signed_in(review.editor)
    address = reverse("admin:reviews_adjustment_import", args=[adjustment.pk, "duties"])
    file = BytesIO(sheet(first, "mark", saying("负责第 1 类社会救助", "负责第 1 类社会救济")))
    file.name = "职责.xlsx"
    page = client.post(address, {"file": file}, follow=True).content.decode()
    assert "文件来自第 2 版，草稿依据的是第 3 版。" in page
    assert f"文件里还是第 2 版文字的 {codes[1]}、{codes[2]} 没有写入" in page
    assert "确认导入" in page
    assert duties(fresh(adjustment).draft)[codes[0]] == "负责第 1 类社会救助"


def test_an_empty_section_is_exported_with_its_columns(review, adjustment):
    Duty.objects.filter(edition=adjustment.draft).delete()
    content = export_draft(adjustment.draft, "duties", "csv", adjustment.base).decode("utf-8-sig")
    assert "版次" in content.split("\r\n")[0]
