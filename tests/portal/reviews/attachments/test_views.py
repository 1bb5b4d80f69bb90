"""Attachments on the pages of the desk: sent up, given out, taken out."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from portal.accounts.audit.models import Event
from portal.reviews.attachments import actions as attachments
from portal.reviews.files import vault
from portal.reviews.files.kinds import KINDS
from portal.reviews.models import Attachment
from portal.reviews.workflow import actions
from tests import cast
from tests.attaching import CONTENTS, upload
from tests.factories import make_department
from tests.reviewing import fresh

pytestmark = pytest.mark.one_database

PDF = CONTENTS["pdf"]


@pytest.fixture(autouse=True)
def kept_aside(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def draft(review):
    return review.opened()


@pytest.fixture
def editor(review):
    return cast.signed_in(review.editor)


def download(attachment):
    return reverse("reviews:attachment", args=[attachment.pk])


def attach(adjustment):
    return reverse("reviews:attach", args=[adjustment.pk])


def detach(attachment):
    return reverse("reviews:detach", args=[attachment.pk])


def test_a_file_goes_up_is_listed_and_comes_down(draft, editor):
    response = editor.post(attach(draft), {"file": upload("会议纪要（定稿）.pdf")})
    assert response["Location"] == f"/review/{draft.pk}/#attachments"
    made = Attachment.objects.get()
    assert "会议纪要（定稿）.pdf" in editor.get(attach(draft)).content.decode()
    response = editor.get(download(made))
    assert b"".join(response.streaming_content) == PDF
    noted = Event.objects.order_by("pk").last()
    assert noted.kind == Event.Kind.DOWNLOAD
    assert "会议纪要（定稿）.pdf" in noted.text


@pytest.mark.parametrize("extension", ["pdf", "txt", "png", "wps"])
def test_no_file_is_shown_in_the_browser(review, draft, editor, extension):
    made = attachments.add(review.editor, draft, upload(f"附件.{extension}", CONTENTS[extension]))
    response = editor.get(download(made))
    name = quote(f"附件.{extension}")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Content-Type"] == made.media_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    response.close()


@pytest.mark.parametrize(
    "name", ["../../明细.pdf", "明细\r\nX-Evil: 1.pdf", "明\u202e细.pdf", '明"; x="细.pdf']
)
def test_a_hostile_name_stays_a_name(review, draft, editor, name):
    attachments.add(review.editor, draft, upload(name))
    response = editor.get(download(Attachment.objects.get()))
    assert "X-Evil" not in response.headers
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert not set("/\\\u202e\r\n") & set(Attachment.objects.get().name)
    response.close()


def test_a_name_is_escaped(draft, editor):
    editor.post(attach(draft), {"file": upload("<img src=x>&amp;.pdf")})
    assert "<img src" not in editor.get(attach(draft)).content.decode()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "请选择要附上的文件"),
        ({"file": upload(content=b"")}, "空文件"),
        ({"file": upload("网页.pdf", b"<html>")}, "的内容不是 pdf 文件"),
        ({"file": upload("图.svg", b"<svg/>")}, "只收"),
    ],
)
def test_what_is_not_taken_is_said(draft, editor, files, sentence):
    response = editor.post(attach(draft), files)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert not Attachment.objects.exists()


def test_the_form_says_what_is_taken(draft, editor, settings):
    settings.ATTACHMENT_MB = 7
    page = editor.get(attach(draft)).content.decode()
    (accepted,) = re.findall('accept="(.*?)"', page)
    assert accepted.split(",") == [f".{extension}" for extension in KINDS]
    assert "不超过 7 MB" in page


def test_a_file_is_taken_out(review, draft, editor):
    made = attachments.add(review.editor, draft, upload())
    assert editor.post(detach(made)).status_code == 302
    for answer in (editor.get(download(made)), editor.post(detach(made))):
        assert answer.status_code == 409
        assert "已经撤下" in answer.text
    assert Attachment.objects.get().removed_by == review.editor


def test_reviewers_and_asked_departments_read_only(review, draft):
    made = attachments.add(review.editor, draft, upload())
    actions.submit(review.editor, fresh(draft), fresh(draft).version)
    other = make_department("weisheng", "卫生局")
    actions.ask_opinion(review.editor, fresh(draft), fresh(draft).version, other)
    asked = cast.make_editor(other, username="asked")
    for user in (review.judges[0], review.publisher, asked):
        client = cast.signed_in(user)
        response = client.get(download(made))
        assert b"".join(response.streaming_content) == PDF
        assert 'type="file"' not in client.get(attach(draft)).content.decode()
        for sent in ({"file": upload(content=PDF + b"2")}, {}, {"file": upload("图.svg")}):
            assert client.post(attach(draft), sent).status_code == 403
        assert client.post(detach(made)).status_code == 403
    assert attachments.attached(draft).get() == made


def test_what_is_under_review_keeps_its_files(review, draft, editor):
    made = attachments.add(review.editor, draft, upload())
    actions.submit(review.editor, fresh(draft), fresh(draft).version)
    response = editor.post(attach(draft), {"file": upload(content=PDF + b"2")})
    assert response.status_code == 409
    assert "不能改动" in response.content.decode()
    assert editor.post(detach(made)).status_code == 409
    assert attachments.attached(draft).get() == made


def test_who_does_not_see_the_adjustment_finds_nothing(review, draft, client):
    made = attachments.add(review.editor, draft, upload())
    other = cast.make_editor(make_department("weisheng", "卫生局"), username="other")
    for user in (other, review.judges[0]):  # it is not handed in
        stranger = cast.signed_in(user)
        assert stranger.get(download(made)).status_code == 404
        assert stranger.get(attach(draft)).status_code == 404
        assert stranger.post(attach(draft), {"file": upload()}).status_code == 404
        assert stranger.post(detach(made)).status_code == 404
    for address in (download(made), attach(draft)):
        assert "/login/" in client.get(address)["Location"]
    assert not Event.objects.filter(kind=Event.Kind.DOWNLOAD).exists()


def test_a_damaged_file_is_a_sentence(review, draft, editor, caplog):
    made = attachments.add(review.editor, draft, upload())
    vault.path_of(made.sha256).write_bytes(b"other")
    response = editor.get(download(made))
    assert response.status_code == 409
    assert "请联系管理员" in response.content.decode()
    assert not Event.objects.filter(kind=Event.Kind.DOWNLOAD).exists()
