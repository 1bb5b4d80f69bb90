"""The whole way of a citizen, from a question in everyday words to a correction and its answer.

By mouse and by keyboard alone, on a phone and on a desk, with the site's scripts and without.
"""

import re

import pytest
from playwright.sync_api import expect

from portal.corrections import tickets
from portal.corrections.models import Correction
from tests.site.hands import Keyboard, Mouse

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]

MATTER = "社会养老服务体系建设"
WRONG = "“民政局”应为“民政和社会保障局”"


@pytest.fixture(autouse=True)
def nobody_is_hasty(monkeypatch):
    monkeypatch.setattr(tickets, "AT_LEAST", 0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("way", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_from_a_question_to_a_correction(site, new_window, way, width, scripts):
    # Each says something else: who says the same twice is not heard twice.
    wrong = f"{WRONG}（{way.__name__} {width} {scripts}）"
    page = new_window(site.url, width, java_script_enabled=scripts)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site.url)
    hands = way(page)
    ask(page, hands, scripts)
    read_the_list(page, hands)
    read_who_does_what(page, hands)
    compare_the_editions(page, hands)
    number = send_a_correction(page, hands, wrong)
    look_it_up(page, hands, number, wrong)
    assert said == []


def ask(page, hands, scripts):
    question = page.get_by_label("什么事")
    if scripts:
        hands.write(question, "社会养老")
        hands.take_suggestion(page.get_by_role("option", name=MATTER))
    else:
        hands.write(question, MATTER)
        hands.press(page.get_by_role("button", name="查一查"))
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("h1")).to_contain_text("这件事")


def read_the_list(page, hands):
    hands.press(page.locator("main").get_by_role("link", name="民政局", exact=True).first)
    page.wait_for_url("**/departments/minzheng/")
    expect(page.locator("h1")).to_contain_text("民政局")


def read_who_does_what(page, hands):
    hands.press(page.locator("#boundaries a[href$='/boundaries/B-0001/']").first)
    page.wait_for_url("**/departments/minzheng/boundaries/B-0001/")
    expect(page.locator("h1")).to_have_text(MATTER)
    hands.press(page.get_by_role("link", name="养老服务", exact=True))
    page.wait_for_url("**/boundaries/subjects/yanglao/")
    expect(page.locator("table.sides tbody tr")).to_have_count(3)
    expect(page.locator("article.side")).to_have_count(2)
    hands.press(page.locator("main article a[href*='/departments/minzheng/boundaries/']").first)
    page.wait_for_url("**/departments/minzheng/boundaries/B-0001/")


def compare_the_editions(page, hands):
    hands.press(page.get_by_role("link", name="与第 1 版对比"))
    page.wait_for_url("**/departments/minzheng/compare/1/2/#B-0001")
    expect(page.locator("#B-0001 ins").first).to_contain_text("牵头处置突发事件")
    hands.press(page.locator("main dl.pair").get_by_role("link", name="第 2 版"))
    page.wait_for_url("**/departments/minzheng/editions/2/")


def send_a_correction(page, hands, wrong):
    """Report a mistake in an entry (returns the reference number)."""
    hands.press(page.locator("#duties a[href$='/duties/D-0002/']").first)
    page.wait_for_url("**/duties/D-0002/")
    hands.press(page.get_by_role("link", name="我要纠错"))
    page.wait_for_url("**/duties/D-0002/correct/")
    hands.choose(page.get_by_role("radio").nth(1))
    hands.write(page.get_by_label("哪里有误"), wrong)
    hands.press(page.get_by_role("button", name="提交意见"))
    page.wait_for_url(re.compile(r"/corrections/JC-"))
    return page.locator(".receipt .number").inner_text()


def look_it_up(page, hands, number, wrong):
    hands.press(page.get_by_role("link", name="纠错查询").first)
    page.wait_for_url("**/corrections/")
    hands.write(page.get_by_label("受理编号"), number.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/corrections/{number}/")
    expect(page.locator("main")).to_contain_text(wrong)
    assert Correction.objects.get(number=number).problem == wrong
