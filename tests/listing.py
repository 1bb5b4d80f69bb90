"""A department's list in files: Word documents of its editions, changed and uploaded again."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

from docx import Document

from departments.publishing.drafts import draft_from
from duties.models import Duty
from portal.exchange.uploading.drafts import draft_from_upload
from portal.exchange.writers.docx import to_docx
from portal.exchange.writers.packages import repacked
from portal.reviews.models import Cause, Kind
from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import make_department, publish
from tests.portal.exchange.readers.documents import document, row, table

#: Duties of 财政局, none of them like another.
DUTIES = [
    "负责编制年度财政预算草案并组织执行",
    "承担国有资产监督管理工作",
    "管理全区行政事业单位会计事务",
    "负责政府采购活动的监督检查",
    "拟订农业综合开发资金的使用办法",
]


class Office:
    """财政局 with its first edition, which was read from a document, and its editor."""

    def __init__(self, duties=DUTIES):
        self.department = make_department("caizheng", "财政局")
        self.editor = cast.make_editor(self.department)
        draft = self.upload(text_of(self.department, duties)).edition
        self.first = publish(draft, date(2024, 1, 1))

    def upload(self, content, name="清单.docx"):
        """A file of the list as the importer takes it (an Outcome)."""
        content = content.encode() if isinstance(content, str) else content
        return draft_from_upload(self.department, name, content)

    def revise(self, change, days=0):
        """The next edition, in force in so many days; ``change`` writes to its draft."""
        latest = self.department.editions.published().order_by("number").last()
        draft = draft_from(latest)
        change(draft)
        return publish(draft, today() + timedelta(days=days))

    def open_with(self, draft):
        return actions.open_adjustment(
            self.editor, self.department, Kind.CHANGE, Cause.STATUTE, draft=draft
        )


def text_of(department, duties):
    """A list with some duties, each with one work item, as text."""
    rows = [row(n, text, f"办理第 {n} 类事务", "") for n, text in enumerate(duties, start=1)]
    return document(table("duties", *rows), title=department.name)


def word_file(edition, change=lambda table: None, *, marked=True):
    """An edition as a Word document (bytes) in which somebody changed the table of duties."""
    word = Document(BytesIO(to_docx(edition)))
    change(word.tables[0])
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue() if marked else without_mark(stream.getvalue())


def without_mark(package):
    """An Office file as programs write it that know nothing of marks."""
    stream = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != "docProps/custom.xml":
                new.writestr(name, _without_mention(old.read(name)))
    return repacked(stream.getvalue())


def replacing(old, new):
    """A change of a table: one text for another."""

    def change(table):
        (cell,) = {one._tc: one for r in table.rows for one in r.cells if old in one.text}.values()
        cell.text = cell.text.replace(old, new)

    return change


def dropping(text):
    """A change of a table: the row of a text is gone."""

    def change(table):
        (line,) = [one for one in table.rows if any(text in cell.text for cell in one.cells)]
        line._tr.getparent().remove(line._tr)

    return change


def adding(text, item="办理新的事务"):
    """A change of a table: a new row at its end."""

    def change(table):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = "99", text, item

    return change


def duties(edition):
    """What the duties of an edition say, by code, in their order (dict)."""
    return {duty.code: duty.text for duty in Duty.objects.filter(edition=edition)}


def reword(code, text):
    """A change of a draft: a duty says something else."""
    return lambda draft: Duty.objects.filter(edition=draft, code=code).update(text=text)


def drop(code):
    """A change of a draft: a duty is gone."""
    return lambda draft: Duty.objects.filter(edition=draft, code=code).delete()


def _without_mention(content):
    for end in (b'<Override PartName="/docProps/custom.xml"', b'<Relationship Id="rIdListEdition"'):
        before, found, after = content.partition(end)
        content = before + after.partition(b"/>")[2] if found else content
    return content
