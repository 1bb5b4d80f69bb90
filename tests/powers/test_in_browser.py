"""The widest table, that of powers with all that stands beside, on the screen of a telephone."""

import pytest
from playwright.sync_api import expect

from tests.site.barriers import scrolls_sideways
from tests.whole_list import make_whole_list

pytestmark = pytest.mark.browser

LABELS = """cells => cells.map(one => getComputedStyle(one, "::before").content)"""


@pytest.fixture
def page(browser, live_server, transactional_db):
    make_whole_list()
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{live_server.url}/departments/minzheng/")
    yield page
    page.close()


def test_every_cell_is_seen_and_says_what_it_is(page):
    table = page.locator("#powers table.list")
    expect(table.locator("thead")).to_be_hidden()
    for text in (
        "行政许可",
        "农村公益性墓地许可",
        "《殡葬管理条例》第八条",
        "社会事务股",
        "二十个工作日",
    ):
        expect(table.get_by_text(text, exact=True).last).to_be_visible()
    cells = table.locator("tbody:not(.group) td:not(.number):not(:empty)")
    expect(cells).to_have_count(17)
    labels = cells.evaluate_all(LABELS)
    named = (
        "权力类型",
        "依据",
        "责任事项",
        "追责情形",
        "承办机构",
        "法定时限",
        "收费标准",
        "行使层级",
    )
    assert [one for one in named if not any(one in label for label in labels)] == []
    assert not scrolls_sideways(page)
