"""A Word document of a department's list, uploaded by its editors, becomes a draft."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from departments.models import Edition
from departments.publishing.digests import edition_content
from portal.accounts.audit.models import Event
from portal.exchange.document import word
from portal.exchange.readers import UnreadableDocument
from portal.exchange.uploading import reading
from portal.exchange.uploading.drafts import draft_from_upload
from portal.exchange.writers.docx import to_docx
from tests import cast
from tests.factories import make_department
from tests.portal.exchange.documents import LISTS, lists_of_the_document

ADDRESS = reverse("list_upload")


@pytest.fixture
def editions(shipped_in_module, db):
    """The real lists, which are read once for the module."""
    return list(Edition.objects.select_related("department").order_by("department"))


@pytest.fixture
def edition(editions):
    return editions[0]


def refusal(content):
    with pytest.raises(UnreadableDocument) as caught:
        reading.read_upload(content)
    return str(caught.value)


def saved(document):
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def send(client, department, content, name="清单.docx"):
    file = SimpleUploadedFile(name, content)
    return client.post(ADDRESS, {"department": department.pk, "file": file})


def test_the_real_lists_come_back_from_word_as_they_were(editions, subtests):
    for edition in editions:
        with subtests.test(edition.department.slug):
            text = word.text_of(to_docx(edition))
            outcome = draft_from_upload(edition.department, "清单.txt", text.encode())
            assert (outcome.status, outcome.edition) == ("unchanged", edition)


def test_a_changed_list_becomes_a_draft_with_the_codes_that_entries_have(edition):
    document = Document(BytesIO(to_docx(edition)))
    cell = document.tables[0].rows[1].cells[1]
    before, cell.text = cell.text, "负责新近交办的工作"
    outcome = draft_from_upload(edition.department, "清单.docx", saved(document))
    assert outcome.status == "changed"
    assert outcome.edition.state == Edition.State.DRAFT
    assert outcome.edition.source.encoding == "docx"
    duties = {duty.code: duty.text for duty in outcome.edition.duty_set.all()}
    old = {duty.code: duty.text for duty in edition.duty_set.all()}
    assert duties == old | {"D-0001": "负责新近交办的工作"}
    assert old["D-0001"] == before


def test_an_editor_uploads_it_on_a_page_and_goes_on_to_an_adjustment(edition):
    client = cast.signed_in(cast.make_editor(edition.department))
    content = lists_of_the_document()[0].replace("起草", "拟订", 1).encode()
    answer = send(client, edition.department, content, "清单.txt")
    assert answer.status_code == 200
    draft = Edition.objects.drafts().get()
    assert draft.department == edition.department
    assert edition_content(draft) != edition_content(edition)
    assert Event.objects.filter(kind=Event.Kind.WRITE, text="新增清单版本").exists()
    add = reverse("admin:reviews_adjustment_add")
    assert f"{add}?department={edition.department.slug}" in answer.content.decode()
    assert f"draft-{draft.pk}" in client.get(add).content.decode()


def test_the_list_of_another_department_is_refused(editions):
    client = cast.signed_in(cast.make_editor(editions[0].department))
    answer = send(client, editions[0].department, lists_of_the_document()[1].encode(), "清单.txt")
    assert answer.status_code == 400
    assert f"不是“{editions[0].department.name}”的" in answer.content.decode()
    assert send(client, editions[1].department, b"x").status_code == 400
    assert not Edition.objects.drafts().exists()


def test_one_list_at_a_time(edition):
    with pytest.raises(UnreadableDocument, match="有 19 份清单"):
        draft_from_upload(edition.department, "清单.txt", LISTS.read_bytes())
    with pytest.raises(UnreadableDocument, match="没有找到清单"):
        draft_from_upload(edition.department, "清单.txt", "今天天气很好。".encode())


def test_only_editors_get_to_the_page(client, administrator, stranger, edition):
    assert client.get(ADDRESS).status_code == 302
    for other in (administrator, stranger):
        assert other.get(ADDRESS).status_code == 403
        assert send(other, edition.department, b"x").status_code == 403
    editor = cast.signed_in(cast.make_editor(make_department("empty", "空局")))
    assert editor.get(ADDRESS).status_code == 200
    assert send(editor, edition.department, b"x").status_code == 400


def test_text_in_wrappers_is_read_and_text_in_boxes_is_refused():
    document = Document()
    paragraph = document.add_paragraph("甲\t乙")
    wrapper, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph._p.addprevious(wrapper)
    wrapper.append(content)
    content.append(paragraph._p)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "丙\n丁"
    assert word.text_of(saved(document)).split("\n") == ["甲 乙", "\t丙", "丁", "\t", ""]
    box = OxmlElement("w:txbxContent")
    paragraph.add_run()._r.append(box)
    assert "文本框" in refusal(saved(document))


def test_nested_tables_are_refused():
    document = Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.add_table(1, 1).rows[0].cells[0].text = "内"
    assert "嵌套的表格" in refusal(saved(document))


def test_numbers_that_word_makes_are_refused_and_not_lost():
    document = Document()
    document.add_paragraph("部门职责", style="List Number")
    assert "自动编号" in refusal(saved(document))
    document = Document()
    properties = document.add_paragraph("部门职责")._p.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().set(qn("w:val"), "1")
    assert "自动编号" in refusal(saved(document))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04" + bytes(50), "已经损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"),
        (b"%PDF-1.4", "PDF"),
        (b"a" * (reading.LARGEST + 1), "超过 10 MB"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(content, sentence):
    assert sentence in refusal(content)


def archive(**members):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_an_archive_of_something_else_is_refused():
    assert "不是 Word 文件" in refusal(archive(a="x"))


def test_a_zip_bomb_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(reading.subprocess, "run", pytest.fail)
    assert "展开后过大" in refusal(archive(a=bytes(40_000_000)))


def test_the_program_that_reads_word_keeps_to_its_limits(monkeypatch):
    """Negative control: with a limit that is too small a sound document is not read."""
    content = saved(Document())
    reading.read_word(content)
    monkeypatch.setattr(word, "SECONDS", 0.0005)
    with pytest.raises(UnreadableDocument, match="读不完"):
        reading.read_word(content)
