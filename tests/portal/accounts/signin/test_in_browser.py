"""The whole way in, in a real browser: password, setting up a second factor, and back with it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.signing_in import PASSWORD, totp

pytestmark = pytest.mark.browser


def type_password(page):
    page.get_by_label("用户名").fill("shen")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def test_a_reviewer_sets_up_a_second_factor_and_signs_in_with_it(
    browser, live_server, reviewer, settings
):
    settings.MFA_REQUIRED = ["reviewers"]
    page = browser.new_page()
    refused = []
    page.on("console", lambda m: refused.append(m.text) if "Content Security" in m.text else None)

    page.goto(live_server.url + reverse("admin:index"))
    type_password(page)
    page.get_by_role("heading", name="启用两步验证").wait_for()
    assert page.locator(".account-qr svg").bounding_box()["width"] > 100
    secret = page.locator(".account-secret").inner_text()
    page.get_by_label("输入它显示的六位数字").fill(totp(secret))
    page.get_by_role("button", name="启用").click()
    page.get_by_role("heading", name="恢复码").wait_for()
    expect(page.locator(".account-codes li")).to_have_count(10)

    with page.expect_navigation():
        page.get_by_role("button", name="退出登录").click()
    page.goto(live_server.url + reverse("admin:index"))
    type_password(page)
    page.get_by_label("验证码或恢复码").fill(totp(secret, steps=1))
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("heading", name="管理首页").wait_for()
    page.goto(live_server.url + reverse("account_overview"))
    page.get_by_text("当前会话").wait_for()
    assert refused == []

    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert len(refused) == 1  # the policy is on, and would have been heard of
    page.close()
