"""The workbench in a real browser: rows by keyboard, what is typed comes back, a colleague's warning."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from duties.models import Duty
from tests.factories import add_annex
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.drafting.workbench import address

pytestmark = pytest.mark.browser

RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def bench(transactional_db):
    return Workbench()


@pytest.fixture
def open_page(browser, live_server, bench):
    """Open a page of the workbench as the editor, or with another client's session.

    No page may say anything on the console, such as what its policy refused.
    """
    contexts, said = [], []

    def open_page(*name, client=None, width=1280, heard=True, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        session = (client or bench.client).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        if heard:
            page.on("console", lambda one: said.append(one.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(live_server.url + address(*name))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def has_rows(page, *texts):
    """Wait until the form has rows of these texts, in this order."""
    rows = page.locator("[name=items-text]")
    expect(rows).to_have_count(len(texts))
    for place, text in enumerate(texts):
        expect(rows.nth(place)).to_have_value(text)


def test_rows_are_added_moved_and_saved_by_keyboard(open_page, bench):
    page = open_page("entry", bench.pk, "duties", "D-0001")
    page.get_by_label("主要职责 必填").fill("改过的职责")
    page.get_by_role("button", name="添加一行").press("Enter")
    page.keyboard.press("Tab")  # from the number, which has the focus, to the text
    page.keyboard.type("新的一行")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    has_rows(page, "新的一行", "审批救助对象 1-1", "审批救助对象 1-2")
    expect(page.locator("[name=items-text]").first).to_be_focused()
    page.get_by_role("button", name="下移 第 2 行").press("Enter")
    page.get_by_role("button", name="移除 第 2 行").press("Enter")
    expect(page.locator("legend")).to_have_text(["具体工作事项 1", "具体工作事项 2"])
    page.get_by_role("button", name="保存", exact=True).press("Enter")
    page.get_by_text("已保存 D-0001").wait_for()
    entry = bench.entry(Duty)
    assert entry.text == "改过的职责"
    assert [row.text for row in entry.rows] == ["新的一行", "审批救助对象 1-1"]


def test_a_row_is_dragged_to_another_place(open_page, bench):
    page = open_page("entry", bench.pk, "duties", "D-0001")
    first, second = page.locator("[data-row]").all()
    # A page that scrolls under the pointer takes the row for another one's place.
    second.locator("legend").scroll_into_view_if_needed()
    first.locator("[data-handle]").drag_to(second.locator("legend"))
    has_rows(page, "审批救助对象 1-2", "审批救助对象 1-1")


def test_a_colleague_with_the_same_entry_is_named(open_page, bench):
    mine = open_page("entry", bench.pk, "duties", "D-0001")
    mine.wait_for_function("document.readyState == 'complete'")
    theirs = open_page("entry", bench.pk, "duties", "D-0001", client=bench.other_client)
    theirs.get_by_text("边编辑也打开了这一处").wait_for()
    mine.get_by_label("主要职责 必填").fill("我在改")
    mine.get_by_text("童编辑也打开了这一处").wait_for()


def test_parties_are_read_while_they_are_typed(open_page, bench):
    page = open_page("entry", bench.pk, "boundaries", "B-0001")
    page.get_by_label("相关部门", exact=True).first.fill("区民政局")
    page.get_by_text("指：民政局。").wait_for()


def test_the_preview_opens_beside_the_form(open_page, bench):
    page = open_page("entry", bench.pk, "duties", "D-0001")
    page.get_by_label("主要职责 必填").fill("还没有保存的职责")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="预览").click()
    opened.value.get_by_role("heading", name="还没有保存的职责").wait_for()
    expect(page.get_by_label("主要职责 必填")).to_have_value("还没有保存的职责")


def test_rows_are_added_and_moved_without_a_script(open_page, bench):
    page = open_page("entry", bench.pk, "duties", "D-0001", java_script_enabled=False)
    rows = page.locator("[name=items-text]")
    expect(rows).to_have_count(2)
    expect(page.locator("[data-handle]").first).to_be_hidden()
    page.get_by_role("button", name="添加一行").click()
    expect(rows).to_have_count(3)
    rows.last.fill("新的一行")
    page.get_by_role("button", name="上移 第 3 行").click()
    expect(rows.nth(1)).to_have_value("新的一行")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存 D-0001").wait_for()
    rows = [row.text for row in bench.entry(Duty).rows]
    assert rows == ["审批救助对象 1-1", "新的一行", "审批救助对象 1-2"]


PAGES = [
    ("changelist",),
    ("add",),
    ("change", "pk"),
    ("application", "pk"),
    ("prose", "pk"),
    ("section", "pk", "duties"),
    ("entry", "pk", "boundaries", "B-0001"),
    ("entry_add", "pk", "services"),
    ("entry_remove", "pk", "duties", "D-0001"),
]


@pytest.mark.parametrize(
    "options", [{"width": 360}, {"color_scheme": "dark"}], ids=["phone", "dark"]
)
def test_axe_finds_no_fault_and_nothing_scrolls_sideways(open_page, bench, options):
    add_annex(bench.draft)
    Duty.objects.filter(edition=bench.draft, code="D-0001").update(text="完全改写过的一项职责")
    for name, *parts in PAGES:
        parts = [bench.pk if one == "pk" else one for one in parts]
        page = open_page(name, *parts, heard=False, **options)  # axe itself is refused styles
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_tables_of_an_annex_are_filled_in_as_a_grid(open_page, bench):
    table = {"headings": ["情形", "处理"], "rows": [["不作为", "通报｜约谈"]]}
    add_annex(bench.draft, tables=[table])
    page = open_page("prose", bench.pk)
    page.get_by_label("表格 1 第 1 行第 1 格").fill("慢作为")
    page.get_by_role("button", name="加一行", exact=True).click()
    page.get_by_label("表格 1 第 2 行第 2 格").fill("第一行\n第二行")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("标题、附录和附注已保存").wait_for()
    annex = bench.draft.annex_set.get()
    assert annex.tables == [
        {"headings": ["情形", "处理"], "rows": [["慢作为", "通报｜约谈"], ["", "第一行\n第二行"]]}
    ]
