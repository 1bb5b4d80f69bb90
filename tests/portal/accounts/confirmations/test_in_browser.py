"""The page of changes in a real browser: read, decline, confirm, on a phone and on a desk."""

import pytest
from django.conf import settings as configured
from django.utils import timezone
from playwright.sync_api import expect

from portal.accounts.audit import context
from portal.accounts.models import Change
from portal.accounts.permissions import PUBLISHERS
from portal.reviews.models import Kind, RouteStage
from portal.reviews.workflow import actions
from tests import cast
from tests.reviewing import NUMBER, Review
from tests.signing_in import with_password
from tests.site.barriers import barriers, scrolls_sideways

pytestmark = pytest.mark.browser

#: Axe's own rules of good practice too, and the size of targets, which it leaves off by itself.
RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def second(live_server, transactional_db, settings):
    """The second administrator, for whom three changes of the first wait."""
    review = Review()
    approved = review.approved()
    actions.publish(review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER)
    manager, second = cast.make_manager("guan", "管理员甲"), cast.make_manager("li", "管理员乙")
    settings.SECOND_PERSON = True
    with context.acting(manager):
        office = review.judges[0].memberships.get().office
        cast.join(cast.make_reviewer(office, username="xin", display_name="新人"), PUBLISHERS)
        with_password(review.judges[1])
        RouteStage.objects.filter(kind=Kind.CHANGE).last().delete()
    return second


@pytest.fixture(params=[1280, 390])
def page(request, browser, live_server, second):
    opened = browser.new_context(viewport={"width": request.param, "height": 900})
    session = cast.signed_in(second).cookies[configured.SESSION_COOKIE_NAME].value
    opened.add_cookies(
        [{"name": configured.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page, said = opened.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/")
    yield page
    opened.close()
    # A refusal comes with its status, which the browser notes.
    assert [one for one in said if "status of 400" not in one] == []


def card(page, name):
    return page.locator("article", has=page.get_by_role("heading", name=name))


def test_a_second_person_reads_declines_and_confirms(page):
    page.get_by_role("link", name="待确认的变更 3").click()
    page.get_by_role("heading", name="新的消息").wait_for()
    assert barriers(page, RULES) == []
    assert not scrolls_sideways(page)

    password = card(page, "沈审查")
    expect(password).to_contain_text("改成自己的密码")
    expect(password.get_by_role("button")).to_have_count(1)

    route = card(page, "“变更”的审查流程")
    route.get_by_role("button", name="不予确认").click()
    expect(page.get_by_role("alert")).to_contain_text("请写明理由")
    route.get_by_label("理由").fill("法制审查不能少。")
    route.get_by_role("button", name="不予确认").click()
    page.get_by_text("已记下不予确认").wait_for()
    expect(card(page, "“变更”的审查流程")).to_contain_text("管理员乙不予确认")

    card(page, "新人").locator("button[value=confirm]").click()
    page.get_by_text("已确认：新人").wait_for()
    assert [change.subject_name for change in Change.objects.open()] == ["沈审查（minzheng-1）"]


def test_the_emergency_way_says_what_it_does(page, second):
    with context.acting(second):
        cast.make_publisher(username="jia", display_name="某甲")
    page.reload()
    page.get_by_role("link", name="待确认的变更 4").click()
    card(page, "某甲").get_by_role("link", name="紧急办理").click()
    page.get_by_role("heading", name="会发生什么").wait_for()
    assert barriers(page, RULES) == []
    assert not scrolls_sideways(page)
