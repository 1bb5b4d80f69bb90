"""财政局's second edition is published; a Word file of the first, with one word changed, is drafted."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.comparison import compare
from portal.reviews.models import Adjustment
from tests import cast
from tests.factories import add_duty
from tests.listing import Office, duties, replacing, reword, word_file

pytestmark = pytest.mark.browser

REWORDED, ADDED = "承担国有资产监督管理和保值增值工作", "推行预算绩效管理改革试点"


@pytest.fixture
def office(transactional_db):
    office = Office()

    def change(draft):
        reword("D-0002", REWORDED)(draft)
        add_duty(draft, ADDED, position=200)

    office.second = office.revise(change)
    return office


@pytest.fixture
def page(browser, live_server, office):
    context = browser.new_context(base_url=live_server.url)
    session = cast.signed_in(office.editor).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, said = context.new_page(), []
    page.on("console", lambda one: said.append(one.text))
    yield page
    context.close()
    assert said == []


def upload(page, tmp_path, content):
    """Upload a file and begin an adjustment with its draft."""
    path = tmp_path / "财政局清单.docx"
    path.write_bytes(content)
    page.goto(reverse("list_upload"))
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传").click()
    shown(page, "upload")
    expect(page.get_by_text("文字来自第 1 版（文件带有它的标记）。")).to_be_visible()
    page.get_by_role("link", name="拟订调整").last.click()
    page.get_by_role("radio", name="变更", exact=True).check()
    page.get_by_role("radio", name="部门职能调整").check()
    page.get_by_role("radio", name="导入后尚未使用的草稿").check()
    shown(page, "add")
    page.get_by_role("button", name="建立草稿").click()
    page.get_by_text("草稿已经建立").wait_for()
    return Adjustment.objects.get()


def shown(page, name):
    """Keep a picture of a page where one is asked for, on a desk and on a phone."""
    if folder := os.environ.get("PICTURES"):
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def test_the_dossier_shows_the_one_word_and_the_second_edition_stays(page, office, tmp_path):
    adjustment = upload(page, tmp_path, word_file(office.first, replacing("草案", "方案")))
    shown(page, "overview")
    expect(page.locator("tr.changed")).to_have_count(1)
    expect(page.locator("tr#D-0001.changed")).to_be_visible()
    page.goto(reverse("reviews:dossier", args=[adjustment.pk]))
    shown(page, "dossier")
    expect(page.locator("#changes .counts li").filter(has_text="改动")).to_have_text("改动 1 项")
    expect(page.locator("#changes article.change")).to_have_count(1)
    expect(page.locator("#changes article#D-0001 ins")).to_contain_text("方")
    expect(page.locator("#checks")).to_contain_text("第 2 版的改动已经并入")
    assert adjustment.base == office.second
    assert compare(adjustment.base, adjustment.draft).counts["changed"] == 1
    assert {REWORDED, ADDED} <= set(duties(adjustment.draft).values())


def test_what_would_undo_the_second_edition_is_decided_before_anything_is_handed_in(
    page, office, tmp_path
):
    content = word_file(office.first, replacing("监督管理工作", "监督管理服务工作"))
    adjustment = upload(page, tmp_path, content)
    expect(page.get_by_text("选定以前不能提交")).to_be_visible()
    shown(page, "clashes")
    page.get_by_role("link", name="D-0002：比较两边的文字").click()
    shown(page, "clash")
    page.get_by_role("button", name="用第 2 版的").click()
    page.get_by_text("已选定：用新版本的").wait_for()
    expect(page.get_by_text("D-0002：用新版本的")).to_be_visible()
    page.goto(reverse("reviews:dossier", args=[adjustment.pk]))
    shown(page, "decided")
    expect(page.locator("#checks")).to_contain_text("D-0002：用新版本的")
    assert duties(adjustment.draft)["D-0002"] == REWORDED
