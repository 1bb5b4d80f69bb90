"""A publisher puts off what is scheduled, then cancels it, in a real browser without script."""

import pytest
from playwright.sync_api import expect

from portal.reviews.models import Act
from portal.reviews.workflow import actions
from tests.cancelling import CANCELLED_BY, REASON, in_days, scheduled
from tests.reviewing import Review, fresh

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, live_server, transactional_db, client):
    """The pages of a publisher, at whose desk an edition is scheduled."""
    review = Review()
    adjustment = scheduled(review)
    actions.open_adjustment(review.editor, review.department, "change", "statute")
    client.force_login(review.publisher)
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
    )
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/review/{adjustment.pk}/")
    yield page
    context.close()


def decide(page, what, day=""):
    """Fill in the page on which an edition is cancelled or put off, and send it."""
    page.get_by_label(what).check()
    page.get_by_label("改为哪一天起施行").fill(day)
    page.get_by_label("决定取消或者改日的文号").fill(CANCELLED_BY)
    page.get_by_label("理由").fill(REASON)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="确定").click()


def test_it_is_put_off_and_then_cancelled(page):
    page.get_by_role("link", name="取消施行或者改日").click()
    expect(page.get_by_text("取消以后不能恢复")).to_be_visible()
    decide(page, "改日施行，文字不变")
    expect(page.get_by_role("alert").get_by_text("请填写改为哪一天起施行")).to_be_visible()
    expect(page.get_by_label("理由")).to_have_value(REASON)
    decide(page, "改日施行，文字不变", in_days(30).isoformat())
    page.get_by_text("已改日施行。").wait_for()
    expect(page.get_by_role("cell", name="第 3 版", exact=True)).to_be_visible()
    page.get_by_role("link", name="取消施行或者改日施行").click()
    decide(page, "取消，不再施行")
    page.get_by_text("这次公布的清单都已取消施行。").wait_for()
    act = Act.objects.get(decision_number=CANCELLED_BY)
    assert fresh(act.adjustments.get()).is_cancelled
    page.get_by_role("link", name="没有施行的第 3 版").click()
    expect(page.get_by_text("它从来没有施行，不能作为办事的依据")).to_be_visible()
