"""The pages of corrections in a real browser: without script, by keyboard, and for axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.pages.corrections import tickets
from portal.pages.corrections.models import Correction
from tests.factories import make_edition

FORM = "/departments/minzheng/duties/D-0001/correct/"

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture(params=[360, 1280])
def open_page(request, browser, live_server, monkeypatch):
    """Open pages of the site at a width (a function: javascript on or off, returns a Page)."""
    monkeypatch.setattr(tickets, "AT_LEAST", 0)
    make_edition()
    contexts = []

    def open_one(javascript):
        size = {"width": request.param, "height": 800}
        contexts.append(browser.new_context(viewport=size, java_script_enabled=javascript))
        page = contexts[-1].new_page()
        page.goto(live_server.url + FORM)
        return page

    yield open_one
    for context in contexts:
        context.close()


def test_a_citizen_reports_a_mistake_by_keyboard_without_script(open_page):
    page = open_page(False)
    page.locator("input[value=text]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("机构名称已经改了")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("13800000000")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "您的意见已收到"
    correction = Correction.objects.get()
    assert page.url.endswith(correction.get_absolute_url())
    assert (correction.problem, correction.contact) == ("机构名称已经改了", "13800000000")
    page.get_by_role("link", name="纠错查询").first.click()
    page.get_by_label("受理编号").fill(correction.number.lower())
    page.keyboard.press("Enter")
    assert page.locator(".receipt .number").inner_text() == correction.number


def test_the_pages_have_no_barrier_and_no_sideways_scrolling(open_page):
    page = open_page(True)
    barriers = []

    def look():
        found = Axe().run(page).response["violations"]
        barriers.extend((page.url, one["id"], one["nodes"][0]["html"]) for one in found)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    look()
    page.get_by_role("button", name="提交意见").click()
    assert page.get_by_role("alert").is_visible()
    look()
    page.get_by_label("其他").check()
    page.get_by_label("哪里有误").fill("机构名称已经改了")
    page.get_by_role("button", name="提交意见").click()
    page.wait_for_selector(".receipt")
    look()
    page.goto(page.url.partition("/corrections/")[0] + "/corrections/?number=7")
    look()
    assert barriers == []


def test_the_trap_is_seen_by_nobody(open_page):
    page = open_page(True)
    box = page.locator("[name=trap]").bounding_box()
    assert box["x"] + box["width"] < 0
    assert "请勿填写" not in page.locator("main").aria_snapshot()
