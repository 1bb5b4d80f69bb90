"""The look of the pages in a real browser, without any script."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_department, make_edition

pytestmark = pytest.mark.browser

PAGES = ["/", "/departments/", "/departments/minzheng/", "/sitemap/", "/search/", "/no/such/page/"]


@pytest.fixture
def page(browser, live_server, transactional_db):
    make_edition(make_department(signboards=["衡阳市蒸湘区老龄工作委员会办公室"]), rows=2)
    context = browser.new_context(
        java_script_enabled=False,
        base_url=live_server.url,
        viewport={"width": 320, "height": 640},
        color_scheme="dark",
    )
    with context, context.new_page() as page:
        yield page


def has_style(page, selector, name, value):
    expect(page.locator(selector)).to_have_css(name, value)


def test_one_tap_enlarges_the_text_of_all_pages(page):
    page.goto("/departments/?on=2024-06-01")
    has_style(page, "body", "font-size", "16px")
    page.get_by_role("button", name="大字版").click()
    has_style(page, "body", "font-size", "20px")
    expect(page).to_have_url("/departments/?on=2024-06-01")
    page.get_by_role("link", name="民政局").click()
    page.wait_for_url("**/departments/minzheng/**")
    has_style(page, "body", "font-size", "20px")
    page.get_by_role("button", name="标准版").click()
    has_style(page, "body", "font-size", "16px")


def test_the_colours_are_those_of_the_system_until_others_are_chosen(page):
    page.goto("/about/")
    has_style(page, "html", "background-color", "rgb(21, 25, 28)")
    page.get_by_role("button", name="显示设置").click()
    page.get_by_label("浅色").check()
    page.get_by_role("button", name="保存设置").click()
    expect(page).to_have_url("/about/")
    has_style(page, "html", "background-color", "rgb(255, 255, 255)")


def test_paper_is_white_and_shows_where_it_is_from(page):
    page.goto("/departments/minzheng/")
    page.emulate_media(media="print", color_scheme="dark")
    has_style(page, "html", "background-color", "rgb(255, 255, 255)")
    expect(page.get_by_text("责任清单公开平台 http")).to_be_visible()
    expect(page.get_by_role("button", name="大字版")).to_be_hidden()
    has_style(page, ".matters", "display", "table")


def test_the_largest_text_fits_the_smallest_screen(page):
    page.goto("/display/")
    page.get_by_label("特大").check()
    page.get_by_role("button", name="保存设置").click()
    has_style(page, "body", "font-size", "24px")
    for address in PAGES:
        page.goto(address)
        has_style(page, "body", "font-size", "24px")
        assert page.locator("html").evaluate("e => e.scrollWidth") == 320, address
