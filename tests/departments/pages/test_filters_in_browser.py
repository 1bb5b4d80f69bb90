"""Filters of a section in a real browser: results change in place, and all works without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_department, make_edition

pytestmark = pytest.mark.browser

#: Put on the window of a page; a reload loses it.
MARK = "window.sameDocument = true"


@pytest.fixture
def lists(transactional_db):
    make_edition(make_department("a", "甲局"), entries=3)
    make_edition(make_department("b", "乙局"), entries=30)


@pytest.fixture
def page(browser, live_server, lists):
    """The duties in a browser; nothing that a page does may be refused by its own policy."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/duties/")
    page.evaluate(MARK)
    yield page
    page.close()
    assert not [text for text in said if "Content Security Policy" in text]


def same_document(page):
    return page.evaluate("window.sameDocument === true")


def at(page, address):
    """Wait until the page has an address that ends so."""
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_a_choice_changes_count_results_and_address_in_place(page):
    page.click("#facets a:has-text('甲局')")
    page.wait_for_url("**/duties/?department=a")
    expect(page.locator("#results-title")).to_contain_text("3 项")
    expect(page.locator(".hits > li")).to_have_count(3)
    expect(page.locator("#facets a[aria-current]")).to_have_text(re.compile(r"^\s*甲局"))
    expect(page.locator("#kept input[name=department]")).to_have_value("a")
    assert same_document(page)


def test_the_focus_stays_on_the_choice(page):
    page.focus("#facets a:has-text('甲局')")
    page.keyboard.press("Enter")
    expect(page.locator("#facets a[aria-current]")).to_be_focused()
    # Sooner than that, a link just put in place still leads to its address like any other.
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#facets a[aria-current]")).to_have_count(0)
    expect(page.locator("#facets a:has-text('甲局')")).to_be_focused()
    assert same_document(page)


def test_a_condition_taken_off_leaves_the_focus_on_the_count(page):
    page.click("#facets a:has-text('甲局')")
    page.click(".chips a >> nth=0")
    expect(page.locator("#results-title")).to_be_focused()
    expect(page.locator(".chips")).to_have_count(0)
    assert same_document(page)


def test_the_count_is_said_by_an_element_that_stays(page):
    title = page.locator("#results-title")
    title.evaluate("element => element.stays = true")
    page.click("#facets a:has-text('甲局')")
    page.wait_for_url("**/?department=a")
    expect(title).to_contain_text("3 项")
    expect(title).to_have_attribute("aria-live", "polite")
    assert title.evaluate("element => element.stays === true")


def test_text_is_looked_for_with_the_filters_kept(page):
    page.click("#facets a:has-text('乙局')")
    page.wait_for_url("**/?department=b")
    page.fill("#q", "第 7 类")
    page.keyboard.press("Enter")
    expect(page.locator(".hits > li")).to_have_count(3)
    expect(page).to_have_url(re.compile("department=b"))
    expect(page.locator("#q")).to_be_focused()
    assert same_document(page)


def test_back_leads_to_the_results_before(page):
    page.click("#facets a:has-text('甲局')")
    page.wait_for_url("**/?department=a")
    page.go_back()
    expect(page.locator("#results-title")).to_contain_text("33 项")
    at(page, "/duties/")


def test_what_cannot_be_read_is_said_in_place(page):
    page.evaluate("document.querySelector('#kept').innerHTML = '<input name=note value=x>'")
    page.fill("#q", "第")
    page.keyboard.press("Enter")
    page.wait_for_selector(".error")
    assert same_document(page)


def test_a_failing_answer_is_asked_for_as_a_page(page):
    busy = {"status": 503, "content_type": "text/html; charset=utf-8", "body": "<h1>暂停服务</h1>"}
    page.route("**/duties/?*", lambda route: route.fulfill(**busy))
    page.click("#facets a:has-text('甲局')")
    page.wait_for_selector("h1:has-text('暂停服务')")


def test_all_works_without_scripts(browser, live_server, lists):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/duties/")
    page.click(".filters summary")
    page.click("#facets a:has-text('甲局')")
    at(page, "/duties/?department=a")
    expect(page.locator("#results-title")).to_contain_text("3 项")
    page.fill("#q", "第 2 类")
    page.click("form[role=search] button:has-text('查找')")
    expect(page.locator(".hits > li")).to_have_count(1)
    expect(page).to_have_url(re.compile("department=a"))
    context.close()
