"""Attachments: what is taken, how it is kept, and that it comes out as it went in."""

import os

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portal.accounts.audit.models import Event
from portal.reviews.attachments import actions as attachments
from portal.reviews.files import kinds, vault
from portal.reviews.models import Attachment
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions
from tests import cast
from tests.attaching import CONTENTS, OLE, package, package_of, upload
from tests.databases import execute
from tests.factories import make_department
from tests.reviewing import fresh, unchanged

PDF = CONTENTS["pdf"]


@pytest.fixture(autouse=True)
def kept_aside(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def draft(review):
    return review.opened()


@pytest.mark.parametrize("extension", sorted(CONTENTS))
def test_each_kind_comes_out_as_it_went_in(review, draft, extension):
    made = attachments.add(review.editor, draft, upload(f"附件.{extension}", CONTENTS[extension]))
    with attachments.open_file(Attachment.objects.get()) as handle:
        assert handle.read() == CONTENTS[extension]
    assert made.name == f"附件.{extension}"
    assert made.size == len(CONTENTS[extension])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("网页.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("图.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("网页.html", b"<p>"),
        ("压缩.zip", package("a.txt")),
        ("压缩.docx", package("a.txt")),
        ("表格.docx", CONTENTS["xlsx"]),
        ("加密.docx", OLE),
        ("前面有字.docx", b"GIF89a" + CONTENTS["docx"]),
        ("后面截断.docx", CONTENTS["docx"][:40]),
        ("前面有字.pdf", b"<script>" + PDF),
        ("程序.exe", b"MZ"),
        ("改名的程序.txt", b"MZ\x90\0\x03"),
        ("改名的程序.pdf.exe", PDF),
        ("没有扩展名", PDF),
        ("pdf", PDF),
        (".pdf\x00.exe", PDF),
    ],
)
def test_nothing_else_is_taken(review, draft, name, content):
    with unchanged(draft), pytest.raises(Incomplete, match="只收|的内容不是"):
        attachments.add(review.editor, draft, upload(name, content))
    assert vault.kept_names() == set()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("宏.docx", package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("宏.xls", OLE + "_VBA_PROJECT".encode("utf-16-le")),
    ],
)
def test_no_macros_are_taken(review, draft, name, content):
    with pytest.raises(Incomplete, match="含有宏"):
        attachments.add(review.editor, draft, upload(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("说明.txt", "衡阳市蒸湘区\r\n".encode("utf-16")),
        ("说明.txt", b"\xfe\xff" + "衡阳市蒸湘区\r\n".encode("utf-16-be")),
        ("扫描.pdf", b"\xef\xbb\xbf\r\n" + PDF),
        ("打印.pdf", b"\x1b%-12345X@PJL\n" + PDF),
    ],
)
def test_what_programs_put_before_the_content_is_taken(review, draft, name, content):
    made = attachments.add(review.editor, draft, upload(name, content))
    with attachments.open_file(made) as handle:
        assert handle.read() == content


@pytest.mark.parametrize(
    "content", ["\x00\x01".encode("utf-16"), b"\xff\xfeM", b"\xff\xfe\x00\xd8"]
)
def test_what_only_looks_like_text_of_two_bytes_is_not(review, draft, content):
    with pytest.raises(Incomplete, match="的内容不是"):
        attachments.add(review.editor, draft, upload("说明.txt", content))


@pytest.mark.parametrize("bound", ["MOST_FILES", "MOST_UNPACKED"])
def test_a_package_that_unpacks_to_too_much_is_not_taken(review, draft, monkeypatch, bound):
    parts = {"[Content_Types].xml": "x" * 600, "word/document.xml": "x" * 600}
    content = package_of(parts)
    monkeypatch.setattr(kinds, bound, 1 if bound == "MOST_FILES" else 1000)
    with pytest.raises(Incomplete, match="展开后太大"):
        attachments.add(review.editor, draft, upload("炸弹.docx", content))
    monkeypatch.setattr(kinds, bound, 10_000)
    attachments.add(review.editor, draft, upload("文件.docx", content))


def test_neither_nothing_nor_too_much_is_taken(review, draft, settings):
    settings.ATTACHMENT_MB = 1
    with pytest.raises(Incomplete, match="空文件"):
        attachments.add(review.editor, draft, upload(content=b""))
    with pytest.raises(Incomplete, match="不超过 1 MB"):
        attachments.add(review.editor, draft, upload(content=PDF + b"\n" * 1024 * 1024))
    attachments.add(review.editor, draft, upload(content=PDF.ljust(1024 * 1024)))


def test_not_more_files_than_the_limit(review, draft, monkeypatch):
    monkeypatch.setattr(attachments, "MOST", 2)
    for n in range(2):
        last = attachments.add(review.editor, draft, upload(content=PDF + b"%d" % n))
    with pytest.raises(Conflict, match="不超过 2 个"):
        attachments.add(review.editor, draft, upload(content=PDF))
    attachments.remove(review.editor, last)
    attachments.add(review.editor, draft, upload(content=PDF))


def test_the_same_content_is_attached_and_kept_once(review, draft):
    attachments.add(review.editor, draft, upload("一.pdf"))
    with pytest.raises(Conflict, match="内容相同"):
        attachments.add(review.editor, draft, upload("二.pdf"))
    attachments.add(review.editor, review.opened(), upload("三.pdf"))
    assert len(vault.kept_names()) == 1


def test_to_attach_is_to_take_part_and_is_noted(review, draft):
    colleague = cast.make_editor(review.department, username="colleague")
    made = attachments.add(colleague, draft, upload())
    assert draft.contributions.filter(user=colleague).exists()
    noted = Event.objects.order_by("pk").last()
    assert noted.user == colleague
    assert noted.after == {"name": made.name, "size": made.size, "sha256": made.sha256}
    attachments.remove(colleague, made)
    assert Event.objects.order_by("pk").last().before["sha256"] == made.sha256


def test_only_editors_of_the_department_attach_and_take_out(review, draft):
    made = attachments.add(review.editor, draft, upload())
    other = cast.make_editor(make_department("weisheng", "卫生局"), username="other")
    for user in (other, review.judges[0], review.publisher, cast.make_administrator()):
        with pytest.raises(NotAllowed):
            attachments.add(user, draft, upload(content=PDF + b"2"))
        with pytest.raises(NotAllowed):
            attachments.remove(user, made)
    assert list(attachments.attached(draft)) == [made]


def test_what_was_handed_in_keeps_its_files(review, draft):
    made = attachments.add(review.editor, draft, upload())
    actions.submit(review.editor, fresh(draft), fresh(draft).version)
    with pytest.raises(Conflict, match="不能改动"):
        attachments.add(review.editor, draft, upload(content=PDF + b"2"))
    with pytest.raises(Conflict, match="不能改动"):
        attachments.remove(review.editor, made)
    actions.return_(review.judges[0], fresh(draft), fresh(draft).version, "附件有误。")
    attachments.remove(review.editor, made)
    assert not attachments.attached(draft).exists()


def test_a_file_that_was_taken_out_leaves_its_row_and_its_bytes(review, draft):
    made = attachments.add(review.editor, draft, upload())
    attachments.remove(review.editor, made)
    made.refresh_from_db()
    assert made.removed_by == review.editor
    assert vault.kept_names() == {made.sha256}
    with pytest.raises(Conflict, match="已经撤下"):
        attachments.remove(review.editor, made)


@pytest.mark.parametrize("harm", [os.unlink, lambda path: path.write_bytes(b"other")])
def test_a_missing_or_changed_file_is_not_given_out(review, draft, harm, caplog):
    made = attachments.add(review.editor, draft, upload())
    harm(vault.path_of(made.sha256))
    with pytest.raises(Conflict, match="请联系管理员"):
        attachments.open_file(made)
    assert made.sha256 in caplog.text


def test_a_damaged_file_is_mended_when_it_is_uploaded_again(review, draft):
    made = attachments.add(review.editor, draft, upload())
    vault.path_of(made.sha256).write_bytes(b"other")
    attachments.add(review.editor, review.opened(), upload())
    attachments.open_file(made).close()


def test_a_failed_write_leaves_neither_row_nor_half_a_file(review, draft, monkeypatch):
    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with unchanged(draft), pytest.raises(OSError, match="No space"):
        attachments.add(review.editor, draft, upload())
    assert vault.kept_names() == set()
    assert not Attachment.objects.exists()


def test_verification_finds_what_is_missing_changed_or_nobodys(review, draft, capsys):
    whole, changed, gone = (
        attachments.add(review.editor, draft, upload(f"{n}.pdf", PDF + b"%d" % n)) for n in range(3)
    )
    call_command("verify_attachments")
    assert "附件完好，共 3 个" in capsys.readouterr().out
    vault.keep(b"nobody's")
    vault.path_of(changed.sha256).write_bytes(b"other")
    vault.path_of(gone.sha256).unlink()
    with pytest.raises(CommandError, match="2 个文件不符"):
        call_command("verify_attachments")
    said = capsys.readouterr()
    assert "《1.pdf》" in said.err
    assert "《2.pdf》" in said.err
    assert "《0.pdf》" not in said.err
    assert vault.digest_of(b"nobody's") in said.out
    assert whole.sha256 not in said.out


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reviews_attachment SET name = '别的.pdf'",
        "UPDATE reviews_attachment SET sha256 = ''",
        "UPDATE reviews_attachment SET removed_at = NULL, removed_by_id = NULL",
        "DELETE FROM reviews_attachment",
    ],
)
def test_the_database_keeps_the_rows(review, draft, sql):
    attachments.remove(review.editor, attachments.add(review.editor, draft, upload()))
    with pytest.raises(IntegrityError, match="written once|append-only"), transaction.atomic():
        execute(sql)


def test_the_database_keeps_the_files_of_what_is_under_review(review, draft):
    made = attachments.add(review.editor, draft, upload())
    actions.submit(review.editor, fresh(draft), fresh(draft).version)
    with pytest.raises(IntegrityError, match="under review"), transaction.atomic():
        execute("UPDATE reviews_attachment SET removed_at = added_at, removed_by_id = added_by_id")
    made.pk, made._state.adding = None, True
    with pytest.raises(IntegrityError, match="under review"), transaction.atomic():
        made.save()
