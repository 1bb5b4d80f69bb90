"""The pages of corrections in a real browser: with what they say of mistakes, and the trap."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from portal.corrections import tickets
from tests.factories import make_edition

FORM = "/departments/minzheng/duties/D-0001/correct/"

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture(params=[360, 1280])
def open_page(request, browser, live_server, monkeypatch):
    """Open the form at a width (a function that returns a Page)."""
    monkeypatch.setattr(tickets, "AT_LEAST", 0)
    make_edition()
    contexts = []

    def open_one():
        size = {"width": request.param, "height": 800}
        contexts.append(browser.new_context(viewport=size, base_url=live_server.url))
        page = contexts[-1].new_page()
        page.goto(FORM)
        return page

    yield open_one
    for context in contexts:
        context.close()


def test_the_pages_have_no_barrier_and_no_sideways_scrolling(open_page):
    page = open_page()
    barriers = []

    def look():
        found = Axe().run(page).response["violations"]
        barriers.extend((page.url, one["id"], one["nodes"][0]["html"]) for one in found)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    look()
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look()
    page.get_by_label("其他").check()
    page.get_by_label("哪里有误").fill("机构名称已经改了")
    page.get_by_role("button", name="提交意见").click()
    page.wait_for_selector(".receipt")
    look()
    page.goto("/corrections/?number=7")
    expect(page.get_by_label("受理编号")).to_be_visible()
    look()
    assert barriers == []


def test_the_trap_is_seen_by_nobody(open_page):
    page = open_page()
    box = page.locator("[name=trap]").bounding_box()
    assert box["x"] + box["width"] < 0
    assert "请勿填写" not in page.locator("main").aria_snapshot()
