"""Files for tests of the import, and the import of them."""

import csv
from io import BytesIO, StringIO

from openpyxl import Workbook

from portal.reviews.importing import steps
from portal.reviews.importing.faults import Faulty
from portal.reviews.importing.uploads import About, Upload
from portal.reviews.models import Cause, Kind
from portal.reviews.workflow import actions
from tests.reviewing import fresh

#: The columns of 部门职责 that a file must have.
DUTIES = ["编码", "序号", "行", "主要职责", "工作事项序号", "具体工作事项", "备注"]


def opened(review):
    """An adjustment whose draft still is as the edition from which it began."""
    return actions.open_adjustment(review.editor, review.department, Kind.CHANGE, Cause.ELEMENT)


def duty(code="", place="1", text="负责防灾减灾", *, number="", item="编制预案", note=""):
    """A row of 部门职责."""
    return [code, number, place, text, "", item, note]


def csv_file(*rows, headings=DUTIES, encoding="utf-8-sig"):
    """A CSV file as a spreadsheet saves it (bytes): headings, then rows of texts."""
    stream = StringIO(newline="")
    csv.writer(stream).writerows([headings, *rows])
    return stream.getvalue().encode(encoding)


def xlsx_file(*rows, headings=DUTIES, change=None):
    """A workbook of one sheet (bytes); ``change`` may do something to the sheet."""
    book = Workbook()
    for row in [headings, *rows]:
        book.active.append(row)
    if change:
        change(book.active)
    return saved(book)


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload_of(review, adjustment, content, section="duties", removes=False):
    about = About(review.editor.pk, adjustment.pk, section, "清单.csv", removes)
    return Upload("token", about, content)


def try_out(review, adjustment, content, section="duties", removes=False):
    upload = upload_of(review, adjustment, content, section, removes)
    return steps.try_out(review.editor, adjustment, upload)


def faults_of(review, adjustment, content, section="duties"):
    """What is wrong with a file: (row, column, text) of each."""
    try:
        try_out(review, adjustment, content, section)
    except Faulty as refusal:
        return [(fault.row, fault.column, fault.text) for fault in refusal.faults]
    return []


def imported(review, adjustment, content, section="duties", removes=False):
    """Try a file out and confirm it (returns the Trial)."""
    adjustment = fresh(adjustment)
    upload = upload_of(review, adjustment, content, section, removes)
    trial = steps.try_out(review.editor, adjustment, upload)
    steps.confirm(review.editor, adjustment, trial.seen, trial.digest, upload)
    return trial
