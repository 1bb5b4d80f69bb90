"""The pages: upload, comparison, confirmation, export; and who is refused."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews.importing import uploads
from portal.reviews.workflow import actions
from tests import cast
from tests.admin import messages
from tests.factories import make_department
from tests.portal.reviews.held.windows import open_form
from tests.portal.reviews.importing.files import csv_file, duty
from tests.reviewing import fresh

CHANGED = csv_file(duty("D-0001", text="改了的职责", number="1"), duty(text="新的职责"))
SAME = csv_file(duty("D-0001", text="负责第 1 类社会救助", number="1", item="审批救助对象 1-1"))
FAULTY = csv_file(duty("D-0009"), duty(text=""), duty(text=""))


def address(name, adjustment, *parts):
    return reverse(f"admin:reviews_adjustment_{name}", args=[adjustment.pk, *parts])


@pytest.fixture
def editor(review):
    return cast.signed_in(review.editor)


def send(client, adjustment, content, section="duties", **options):
    file = SimpleUploadedFile("部门职责.csv", content)
    return client.post(address("import", adjustment, section), {"file": file} | options)


def tried(client, adjustment, content, **options):
    """The address and the page of the comparison of a file that was sent."""
    to = send(client, adjustment, content, **options).url
    return to, client.get(to)


def confirmation(page):
    """What a browser sends when the comparison is confirmed."""
    return {name: page.context["form"][name].value() for name in ("seen", "digest")}


def waiting():
    return list(uploads.uploads_folder().iterdir())


def test_a_file_is_sent_compared_and_confirmed(editor, adjustment):
    to, page = tried(editor, adjustment, CHANGED)
    text = page.content.decode()
    assert "改了的职责" in text
    assert "导入后" in text
    assert "确认导入" in text
    assert not Duty.objects.filter(edition=adjustment.draft, text="新的职责").exists()
    answer = editor.post(to, confirmation(page))
    assert answer.url == address("change", adjustment)
    assert messages(editor.get(answer.url)) == [
        "已导入。部门职责：新增 1 条，改动 1 条，删去 0 条。"
    ]
    assert Duty.objects.filter(edition=adjustment.draft, text="新的职责").exists()


def test_the_page_that_asks_for_a_file_leads_to_the_exports(editor, adjustment):
    page = editor.get(address("import", adjustment, "duties")).content.decode()
    assert address("export", adjustment, "duties", "csv") in page
    assert address("export", adjustment, "duties", "xlsx") in page
    page = editor.get(address("import", adjustment, "list")).content.decode()
    assert address("export", adjustment, "list", "csv") not in page


def test_a_file_that_says_the_same_has_no_change_and_nothing_to_confirm(editor, adjustment):
    _, page = tried(editor, adjustment, SAME)
    assert "没有变化" in page.content.decode()
    assert "确认导入" not in page.content.decode()


def test_faults_are_listed_with_rows_and_columns_and_nothing_is_kept(editor, adjustment):
    answer = send(editor, adjustment, FAULTY)
    assert answer.status_code == 400
    cells = re.findall(r"<td>(.*?)</td>", answer.content.decode())
    assert cells[:3] == [
        "2",
        "编码",
        "本部门没有编码为“D-0009”的条目。新条目请把编码留空，编码由系统给出。",
    ]
    assert cells[3:] == ["3–4", "主要职责", "不能为空。"]
    assert waiting() == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "文件是空的"), (b"%PDF-1.4", "这是PDF 文件"), (b"a" * 6_000_000, "超过 5 MB")],
)
def test_what_is_no_table_is_refused_in_words(editor, adjustment, content, sentence):
    answer = send(editor, adjustment, content)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_without_a_file_one_is_asked_for(editor, adjustment):
    answer = editor.post(address("import", adjustment, "duties"))
    assert answer.status_code == 400
    assert "请选择文件。" in answer.content.decode()


def test_a_file_name_cannot_bring_markup(editor, adjustment):
    file = SimpleUploadedFile("<b>清单.csv", FAULTY)
    answer = editor.post(address("import", adjustment, "duties"), {"file": file})
    assert "<b>清单" not in answer.content.decode()


def test_a_draft_that_changed_meanwhile_is_compared_anew(review, editor, adjustment):
    to, page = tried(editor, adjustment, CHANGED)
    actions.describe(review.editor, adjustment, fresh(adjustment).version, reasons="另写的理由")
    answer = editor.post(to, confirmation(page))
    assert answer.status_code == 409
    assert "已有新的变动" in answer.content.decode()
    assert not Duty.objects.filter(edition=adjustment.draft, text="新的职责").exists()
    assert editor.post(to, confirmation(answer)).status_code == 302
    assert Duty.objects.filter(edition=adjustment.draft, text="新的职责").exists()


def test_a_draft_that_no_longer_fits_shows_what_is_wrong(review, editor, adjustment):
    to, page = tried(editor, adjustment, CHANGED)
    with actions.editing(review.editor, adjustment) as current:
        Duty.objects.filter(edition=current.draft).delete()
    for answer in (editor.post(to, confirmation(page)), editor.get(to)):
        assert answer.status_code == 409
        assert "D-0001 不在这份草稿里" in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"seen": "x", "digest": "y"}, {"seen": "0", "digest": "y"}])
def test_a_confirmation_of_something_else_is_refused(editor, adjustment, sent):
    to, _ = tried(editor, adjustment, CHANGED)
    assert editor.post(to, sent).status_code == 409
    assert not Duty.objects.filter(edition=adjustment.draft, text="新的职责").exists()


def test_entries_that_the_file_lacks_are_shown_as_removed_before_they_go(editor, adjustment):
    to, page = tried(editor, adjustment, csv_file(duty()), removes="on")
    assert "将删去 1 条" in page.content.decode()
    editor.post(to, confirmation(page))
    assert Duty.objects.get(edition=adjustment.draft).code == "D-0002"


def test_a_confirmed_file_is_gone_and_cannot_be_confirmed_again(
    editor, adjustment, django_capture_on_commit_callbacks
):
    to, page = tried(editor, adjustment, CHANGED)
    assert len(waiting()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(to, confirmation(page))
    assert waiting() == []
    assert editor.get(to).status_code == 404
    assert editor.post(to, confirmation(page)).status_code == 404


def test_a_colleague_who_has_such_an_entry_open_is_named(review, editor, adjustment):
    colleague = cast.make_editor(review.department, username="tong", display_name="佟同事")
    form = reverse("admin:reviews_adjustment_entry", args=[adjustment.pk, "duties", "D-0001"])
    open_form(cast.signed_in(colleague), form)
    assert "佟同事（D-0001）" in tried(editor, adjustment, CHANGED)[1].content.decode()
    assert "佟同事" not in tried(editor, adjustment, SAME)[1].content.decode()


def test_another_editor_does_not_get_the_file(review, editor, adjustment):
    to, page = tried(editor, adjustment, CHANGED)
    colleague = cast.signed_in(cast.make_editor(review.department, username="colleague"))
    assert colleague.get(to).status_code == 404
    assert colleague.post(to, confirmation(page)).status_code == 404
    other = to.replace("/duties/", "/services/")
    assert editor.get(other).status_code == 404


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_of_the_draft_is_a_download_that_is_noted(editor, adjustment, ending):
    answer = editor.get(address("export", adjustment, "duties", ending))
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="minzheng-duties-'
    )
    assert Event.objects.latest("pk").text == "导出草稿：部门职责"
    assert send(editor, adjustment, answer.content).status_code == 302


def test_a_whole_list_is_exported_as_a_workbook_with_a_sheet_for_each_section(editor, adjustment):
    answer = editor.get(address("export", adjustment, "list", "xlsx"))
    sheets = load_workbook(BytesIO(answer.content)).sheetnames
    assert sheets == ["部门职责", "与相关部门的职责边界", "事中事后监管制度", "公共服务事项"]


@pytest.mark.parametrize(
    "path",
    ["import/annexes/", "import/list2/", "export/list.csv", "export/duties.doc", "export/x.csv"],
)
def test_what_there_is_not_is_not_found(editor, adjustment, path):
    assert editor.get(f"{address('change', adjustment)}{path}").status_code == 404


def addresses(adjustment):
    token = uploads.keep(uploads.About(0, adjustment.pk, "duties", "", False), CHANGED)
    return [
        address("import", adjustment, "duties"),
        address("import_compare", adjustment, "duties", token),
        address("export", adjustment, "duties", "csv"),
    ]


def test_visitors_are_sent_to_sign_in(client, adjustment):
    for each in addresses(adjustment):
        assert client.get(each).status_code == 302
        assert client.post(each).status_code == 302


def test_editors_of_other_departments_and_strangers_find_nothing(adjustment, stranger):
    other = cast.make_editor(make_department("weisheng", "卫生局"), username="wei")
    for each in addresses(adjustment):
        for client in (cast.signed_in(other), stranger):
            assert client.get(each).status_code == 404
            assert client.post(each).status_code == 404


def test_who_reviews_may_not_import_or_export(review):
    adjustment = review.submitted()
    for user in (*review.judges, review.publisher):
        for each in addresses(adjustment):
            assert cast.signed_in(user).get(each).status_code == 403


def test_what_is_under_review_takes_no_import_but_can_be_exported(review, editor):
    adjustment = review.submitted()
    upload, compare, export = addresses(adjustment)
    assert editor.get(upload).status_code == 409
    assert send(editor, adjustment, CHANGED).status_code == 409
    assert editor.post(compare, {}).status_code == 409
    assert editor.get(export).status_code == 200
