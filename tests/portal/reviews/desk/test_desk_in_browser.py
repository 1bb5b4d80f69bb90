"""The desk in a real browser: for the keyboard, for narrow windows, for paper, and without scripts."""

import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from portal.reviews.comments import actions as comments
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import fill, make_draft, publish
from tests.reviewing import NUMBER, Review
from tests.site.barriers import CUT, SMALL, UNSEEN, barriers, scrolls_sideways

pytestmark = pytest.mark.browser

#: Axe's own rules of good practice too, and the size of targets, which it leaves off by itself.
RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def desk(live_server, transactional_db):
    """A desk with something in every state; its pages by name, and who sees them."""
    review = Review()
    publish(fill(make_draft(review.department), entries=3, rows=2), timezone.localdate())
    submitted = review.submitted()
    code = submitted.draft.duty_set.first().code
    comments.add(review.judges[0], submitted, "请核对表述。", "duties", code)
    waiting = Review("weisheng", "卫生局")
    waiting.approved()
    done = Review("caizheng", "财政局")
    approved = done.approved()
    act = actions.publish(
        done.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER
    )
    judge, publisher = review.judges[0], review.publisher
    return {
        "queue": (judge, "/review/"),
        "filtered": (judge, "/review/?state=submitted&q=变化"),
        "dossier": (judge, f"/review/{submitted.pk}/"),
        "return": (judge, f"/review/{submitted.pk}/steps/return/"),
        "split": (judge, f"/review/{submitted.pk}/steps/split/"),
        "publish": (publisher, "/review/publish/"),
        "act": (publisher, f"/review/acts/{act.pk}/"),
    }


@pytest.fixture
def open_page(browser, live_server, desk):
    """Open a page of the desk by its name (returns the page). None may say anything on the console."""
    contexts, said = [], []

    def open_page(name, width=1280, **options):
        user, address = desk[name]
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        session = cast.signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        assert page.goto(live_server.url + address).ok
        return page

    yield open_page
    for context in contexts:
        context.close()
    # What was refused comes back with its status, which the console notes.
    assert [text for text in said if "Failed to load resource" not in text] == []


def test_pages_fit_and_are_open_to_all(open_page, desk, subtests):
    for name in desk:
        with subtests.test(name):
            narrow = open_page(name, 320)
            assert not scrolls_sideways(narrow)
            assert narrow.evaluate(SMALL) == []
            assert narrow.evaluate(CUT) == []
            assert narrow.evaluate(UNSEEN) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_barrier(open_page, desk, subtests, colours):
    for name in desk:
        with subtests.test(name):
            assert barriers(open_page(name, color_scheme=colours), RULES) == []


def test_a_jump_leads_the_keyboard_to_the_change(open_page):
    page = open_page("dossier")
    (code,) = page.locator("article.change").evaluate_all("all => all.map(one => one.id)")
    page.locator(f".jumps a[href='#{code}']").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#{code}$"))
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.closest('.placed')?.querySelector('article').id")
        == code
    )


def test_the_jumps_stay_in_sight_beside_a_long_list(open_page):
    page = open_page("dossier")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.locator(".jumps a").first.evaluate("one => one.getBoundingClientRect().top >= 0")


def test_on_paper_there_is_the_dossier_alone(open_page):
    page = open_page("dossier")
    page.emulate_media(media="print")
    for shown in (".progress", ".checks", "#changes ins", "#history"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".desk-nav", ".beside", ".site-header", "form"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_filters_narrow_the_list_and_leave_the_tasks(open_page):
    page = open_page("queue", java_script_enabled=True)
    page.locator("#facets a", has_text="已公布").click()
    page.wait_for_url("**state=published")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator(".tasks table")).to_be_visible()


def test_a_step_is_taken_without_scripts(open_page):
    page = open_page("dossier", java_script_enabled=False)
    page.click("text=退回")
    page.click("main button")
    expect(page.locator("#errors")).to_contain_text("请写明退回的理由")
    page.fill("textarea", "第三条没有写明依据。")
    page.click("main button")
    expect(page.locator("[role=status]")).to_contain_text("已退回")
    expect(page.locator("#history")).to_contain_text("第三条没有写明依据。")
