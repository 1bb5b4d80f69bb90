"""The suggestions of the search box in a real browser: by keyboard alone and by touch."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.searching import make_lists, make_phrase

pytestmark = pytest.mark.browser

SIZES = {"phone": (360, 780), "desktop": (1280, 900)}
QUESTION = "家里揭不开锅找谁"


@pytest.fixture
def address(live_server, transactional_db):
    civil, _ = make_lists()
    make_phrase(civil, QUESTION)
    make_phrase(civil, "家里没米下锅")
    return live_server.url


@contextmanager
def opened(browser, address, size=(1280, 900), **options):
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    yield page
    context.close()
    assert said == []


def barriers(page):
    return [
        (found["id"], [node["html"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


def box(page):
    return page.locator("#question")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("start", ["/", "/search/", "/departments/minzheng/"])
def test_a_suggestion_is_chosen_by_keyboard(browser, address, size, start):
    with opened(browser, address + start, size) as page:
        box(page).focus()
        page.keyboard.type("家里")
        page.get_by_role("option").first.wait_for()
        expect(box(page)).to_have_attribute("aria-expanded", "true")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        active = page.get_by_role("option", selected=True)
        expect(active).to_contain_text(QUESTION)
        named = box(page).evaluate("one => one.getAttribute('aria-activedescendant')")
        expect(active).to_have_id(named)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        expect(page.locator("h1")).to_contain_text("民政局")
        expect(box(page)).to_have_value(QUESTION)


def test_the_list_closes_and_the_text_stays(browser, address):
    with opened(browser, f"{address}/search/") as page:
        box(page).focus()
        page.keyboard.type("家里")
        page.get_by_role("option").first.wait_for()
        expect(page.locator("[role=status]")).to_contain_text("2 条建议")
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("option", selected=True)).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.get_by_role("option")).to_have_count(0)
        expect(box(page)).to_have_attribute("aria-expanded", "false")
        expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile(""))
        expect(box(page)).to_have_value("家里")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")


def test_a_suggestion_is_chosen_by_touch(browser, address):
    with opened(browser, f"{address}/search/", SIZES["phone"], has_touch=True) as page:
        box(page).tap()
        page.keyboard.type("没米")
        page.get_by_role("option", name="家里没米下锅").tap()
        page.wait_for_url("**/search/?q=*")
        expect(page.locator("h1")).to_contain_text("民政局")
