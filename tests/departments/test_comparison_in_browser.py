"""The comparison and the tools of an entry's page in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    add_matter,
    add_regime,
    make_department,
    make_draft,
    publish,
)

pytestmark = pytest.mark.browser

COMPARE = "/departments/minzheng/compare/1/2/"
ENTRY = "/departments/minzheng/duties/D-0001/"


@pytest.fixture
def site(live_server, transactional_db):
    """The address of a site with a list in two editions that differ in many ways."""
    department = make_department()
    for figure, day in (("3", FIRST_DAY), ("5", SECOND_DAY)):
        draft = make_draft(department)
        add_duty(draft, f"自受理之日起{figure}日内办结", code="D-0001")
        add_duty(draft, "负责低保" + "，。"[figure == "5"], code="D-0002")
        add_duty(draft, "不变的职责", code="D-0003")
        add_matter(draft, f"第 {figure} 类养老服务", code=f"B-000{figure}")
        long = "负责社会救助工作。" * 40
        parts = [{"heading": "一、对象", "body": f"{long}{figure}次{long}"}, "二、方式"]
        add_regime(draft, parts=parts, code="S-0001")
        publish(draft, day)
    return live_server.url


@pytest.fixture
def open_page(browser, site):
    """Open an address of the site in a window of its own (returns the page).

    No page may say anything on the console, such as what its policy refused.
    """
    contexts, said = [], []

    def open_page(address, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(site + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


@pytest.mark.parametrize(("width", "beside"), [(360, False), (1280, True)])
def test_the_two_texts_stand_side_by_side_where_there_is_room(open_page, width, beside):
    page = open_page(COMPARE, width)
    old, new = (page.locator(f"#D-0001 .{side}").first.bounding_box() for side in ("old", "new"))
    assert (abs(old["y"] - new["y"]) < 1) == beside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_of_the_summary_leads_to_the_entry(open_page):
    page = open_page(COMPARE)
    page.click("#tally a[href='#S-0001']")
    expect(page).to_have_url(re.compile("#S-0001$"))
    expect(page.locator("#S-0001 ins").first).to_be_visible()


def test_marks_are_lines_and_not_only_colours(open_page):
    page = open_page(COMPARE)
    line = "one => getComputedStyle(one).textDecorationLine"
    assert page.locator("#D-0001 ins").first.evaluate(line) == "underline"
    assert page.locator("#D-0001 del").first.evaluate(line) == "line-through"


def test_the_reference_can_be_copied(open_page):
    page = open_page(ENTRY, permissions=["clipboard-read", "clipboard-write"])
    page.click("text=复制引用格式")
    page.wait_for_selector("output:has-text('已复制')")
    copied = page.evaluate("navigator.clipboard.readText()")
    expect(page.locator("#reference")).to_have_js_property("textContent", copied)
    expect(page.locator("[data-print]")).to_be_visible()


def test_without_a_script_there_are_no_dead_buttons(open_page):
    page = open_page(ENTRY, java_script_enabled=False)
    buttons = page.locator("[data-copy], [data-print]")
    expect(buttons).not_to_have_count(0)
    expect(buttons.filter(visible=True)).to_have_count(0)


def test_on_paper_the_code_is_there_and_the_tools_are_not(open_page):
    page = open_page(ENTRY)
    code = page.locator(".qr svg")
    expect(code).to_be_hidden()
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    assert code.bounding_box()["width"] > 60
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator("form.day")).to_be_hidden()
