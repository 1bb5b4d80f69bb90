"""What a judge reads of an application, while an edition waits that is not in force yet."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from departments.publishing.drafts import draft_from
from duties.models import Duty
from tests import cast
from tests.factories import add_duty, publish
from tests.reviewing import Review

pytestmark = pytest.mark.browser


@pytest.fixture
def submitted(live_server, transactional_db):
    """An application with one changed word, upon an edition scheduled with two duties more."""
    review = Review()
    draft = draft_from(review.edition)
    add_duty(draft, "负责行政事业单位国有资产管理")
    add_duty(draft, "负责政府采购监督管理")
    publish(draft, timezone.localdate() + timedelta(days=9))
    adjustment = review.submitted(
        lambda draft: Duty.objects.filter(edition=draft, code="D-0001").update(
            text="负责第 1 类社会救助和慈善"
        )
    )
    return review.judges[0], adjustment


@pytest.fixture
def page(browser, live_server, submitted):
    judge, _ = submitted
    context = browser.new_context(base_url=live_server.url)
    session = cast.signed_in(judge).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()


def test_dossier_and_paper_show_the_one_change_and_neither_hides_nor_claims_the_scheduled_duties(
    page, submitted
):
    _, adjustment = submitted
    page.goto(f"/review/{adjustment.pk}/")
    changes = page.locator("#changes")
    counts = changes.locator("ul.counts")
    expect(counts).to_contain_text("改动 1 项")
    expect(counts).not_to_contain_text("新增")
    expect(changes.locator("article.change")).to_have_count(1)
    expect(changes.locator("p.meta").first).to_contain_text("第 2 版")

    changes.get_by_role("link", name="改为与现行的清单对比").click()
    expect(changes.locator("p.notice")).to_contain_text("不是这份申请的改动")
    expect(counts).to_contain_text("新增 2 项")
    changes.get_by_role("link", name="改为看这份申请的改动").click()
    expect(changes.get_by_role("link", name="改为与现行的清单对比")).to_be_visible()
    expect(changes.locator("article.change")).to_have_count(1)

    page.goto(f"/review/{adjustment.pk}/opinion/")
    paper = page.locator("main")
    expect(paper).to_contain_text("改动 1 项")
    expect(paper).not_to_contain_text("政府采购")
