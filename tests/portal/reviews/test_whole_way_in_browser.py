"""The whole way of a change, as the people on it walk it, each in a browser of their own.

An editor changes two duties and a boundary matter and asks for an opinion; the legal office sends
it back with remarks; mended, it passes both stages and is published for tomorrow.
"""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.reviews.models import Adjustment, State
from tests import cast
from tests.factories import add_duty, add_matter, make_department, make_draft, make_edition, publish
from tests.reviewing import Review

pytestmark = pytest.mark.browser

PASSWORD = "tong-xing-ci-19"
OLD, NEW = "负责最低生活保障", "负责最低生活保障和临时救助"
SECOND, SECOND_NEW = "负责婚姻登记", "负责婚姻登记和收养登记"
SAID, SAID_NEW = "指导医疗机构", "指导医疗机构，推动医养结合"
MENDED = "负责最低生活保障、特困人员供养和临时救助"


@pytest.fixture
def review(transactional_db):
    """民政局 with its people, 卫生局 of which its list speaks, 财政局 whose opinion is asked."""
    review = Review()
    health = make_department("weisheng", "卫生局")
    finance = make_department("caizheng", "财政局")
    make_edition(finance)
    cast.make_editor(health, username="health")
    cast.make_editor(finance, username="finance")
    draft = make_draft(review.department)
    add_duty(draft, OLD)
    add_duty(draft, SECOND)
    add_matter(draft, "社会养老服务", parties=[{"name": "区卫生局", "responsibility": f"{SAID}。"}])
    review.edition = publish(draft, timezone.localdate() - timedelta(days=30))
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()
    return review


@pytest.fixture
def as_user(browser, live_server):
    """A browser of their own for each user, who signs in with it once (gives the page)."""
    contexts, pages, complaints = [], {}, []

    def sign_in(username):
        contexts.append(browser.new_context(base_url=live_server.url))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/review/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_role("heading", name="审查工作台").wait_for()
        return page

    def as_user(username):
        if username not in pages:
            pages[username] = sign_in(username)
        return pages[username]

    yield as_user
    for context in contexts:
        context.close()
    assert complaints == []


def write(page, code, label, text):
    """Change one text of an entry on its form, from the overview and back to it."""
    section = {"D": "duties", "B": "boundaries"}[code[0]]
    page.locator(f'a[href$="/{section}/{code}/"]').first.click()
    page.locator(f"textarea[name={label}]").first.fill(text)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text(f"已保存 {code}").wait_for()


def take(page, dossier, step, text="", button=None):
    """Take a step of an adjustment from its dossier, with what is written for it."""
    page.goto(dossier)
    page.get_by_role("link", name=step, exact=True).click()
    if text:
        page.locator("textarea[name=comment]").fill(text)
    page.get_by_role("button", name=button or step, exact=True).click()
    # Of the page that comes: the one before may tell of the same step, taken earlier.
    page.locator(".said", has_text=f"：已{step}。").wait_for()


def test_from_the_editors_draft_to_tomorrows_list(review, as_user, monkeypatch):
    editor = as_user(review.editor.username)
    dossier = draft_and_submit(editor)

    list_office, law_office = (as_user(judge.username) for judge in review.judges[:2])
    take(list_office, dossier, "通过")
    remark(law_office, dossier)
    take(law_office, dossier, "退回", "第 1 项职责漏了特困人员供养。")

    mend_and_submit(editor, dossier)
    confirm(as_user("health"))
    take(list_office, dossier, "通过")
    resolve(law_office, dossier)
    take(law_office, dossier, "通过", "同意。")
    schedule(as_user(review.publisher.username))

    assert Adjustment.objects.get().state == State.PUBLISHED
    tomorrow = timezone.now() + timedelta(days=1)
    check_the_day_before()
    call_command("verify_editions")
    call_command("verify_audit")
    # Nothing runs at midnight: the day comes, and the list is in force.
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    check_the_day_itself()


def draft_and_submit(editor):
    """Change two duties and a boundary matter, ask 财政局, submit (returns the dossier's address)."""
    editor.get_by_role("link", name="拟订").first.click()
    editor.locator('a[href$="/adjustment/add/"]').first.click()
    editor.get_by_label("变更", exact=True).check()
    editor.get_by_label("法律、法规、规章立改废释").check()
    editor.get_by_role("button", name="建立草稿").click()
    write(editor, "D-0002", "text", NEW)
    write(editor, "D-0003", "text", SECOND_NEW)
    write(editor, "B-0002", "parties-responsibility", f"{SAID_NEW}。")
    editor.get_by_role("link", name="填写申请").click()
    editor.get_by_role("textbox", name="调整理由").fill("上位法有变化。")
    editor.get_by_role("textbox", name="依据").fill("《社会救助暂行办法》第四条")
    editor.get_by_role("button", name="保存", exact=True).click()
    editor.get_by_text("申请已保存").wait_for()
    editor.get_by_role("link", name="到审查工作台查看").click()
    editor.wait_for_url(re.compile(r"/review/\d+/$"))
    dossier = editor.url
    editor.get_by_role("link", name="征求其他部门的意见").click()
    editor.get_by_label("部门", exact=True).select_option("caizheng")
    editor.get_by_role("button", name="征求意见").click()
    editor.wait_for_url(f"{dossier}#opinions")
    take(editor, dossier, "提交")
    return dossier


def remark(judge, dossier):
    """Say something of the first duty, where it stands in the dossier."""
    judge.goto(dossier)
    talk = judge.locator("#talk-D-0002")
    talk.get_by_text("提出修改意见").click()
    talk.get_by_label("意见", exact=True).fill("还应写明特困人员供养。")
    talk.get_by_role("button", name="提出意见").click()
    judge.get_by_text("还应写明特困人员供养。").first.wait_for()


def mend_and_submit(editor, dossier):
    editor.goto("/review/")
    editor.get_by_text("已退回").first.wait_for()
    editor.goto(dossier)
    talk = editor.locator("#talk-D-0002")
    talk.get_by_text("答复", exact=False).first.click()
    talk.get_by_label("答复", exact=True).fill("已补上。")
    talk.get_by_role("button", name="答复").click()
    editor.get_by_text("已补上。").first.wait_for()
    number = dossier.rstrip("/").rpartition("/")[2]
    editor.goto(f"/admin/reviews/adjustment/{number}/")
    write(editor, "D-0002", "text", MENDED)
    take(editor, dossier, "提交")


def confirm(neighbour):
    """Agree, for the department of which the boundary now says something else."""
    neighbour.goto("/review/")
    neighbour.get_by_role("link", name="答复意见").click()
    neighbour.get_by_text("推动医养结合").first.wait_for()
    neighbour.get_by_label("同意", exact=True).check()
    neighbour.get_by_role("button", name="答复").click()
    neighbour.get_by_text("已确认").first.wait_for()


def resolve(judge, dossier):
    judge.goto(dossier)
    judge.locator("#talk-D-0002").get_by_role("button", name="办结").click()
    judge.get_by_text("已办结").first.wait_for()


def schedule(publisher):
    tomorrow = timezone.localdate() + timedelta(days=1)
    publisher.goto("/review/publish/")
    publisher.get_by_label("民政局：变更").check()
    publisher.get_by_label("公布文号").fill("蒸政办发〔2026〕1号")
    publisher.get_by_label("施行日期").fill(f"{tomorrow}")
    publisher.get_by_role("button", name="看公布后会怎样").click()
    publisher.get_by_text("接在第 2 版之后").wait_for()
    publisher.get_by_role("button", name="公布", exact=True).click()
    publisher.get_by_text("已按“蒸政办发〔2026〕1号”公布").wait_for()


def read(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


LIST = "/departments/minzheng/"


def check_the_day_before():
    """Today the old list, under tomorrow's date the new one, by every way to read them."""
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    for address in (LIST, f"{LIST}?on={today}", f"{LIST}duties/D-0002/", f"{LIST}feed/"):
        assert MENDED not in read(address)
    assert OLD in read(LIST)
    for address in (LIST, f"{LIST}duties/D-0002/"):
        assert MENDED in read(f"{address}?on={tomorrow}")
    now, then = (json.loads(read(f"{LIST}list.json{on}")) for on in ("", f"?on={tomorrow}"))
    assert now["edition"]["effective_to"] == f"{tomorrow}"
    assert then["edition"]["previous_digest"] == now["edition"]["digest"]
    check_comparison(f"{LIST}compare/2/3/?on={tomorrow}")


def check_the_day_itself():
    assert MENDED in read(LIST)
    assert "第 3 版" in read(f"{LIST}feed/")
    check_comparison(f"{LIST}compare/2/3/")


def check_comparison(address):
    compared = read(address)
    for code in ("D-0002", "D-0003", "B-0002"):
        assert f'href="#{code}"' in compared
