import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser


def test_the_admin_works_under_the_content_security_policy(browser, live_server, admin_user):
    page = browser.new_page()
    refused = []
    page.on("console", lambda m: refused.append(m.text) if "Content Security" in m.text else None)

    page.goto(live_server.url + reverse("admin:index"))
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("密码").fill("password")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="管理首页").wait_for()
    page.goto(live_server.url + reverse("admin:accounts_user_changelist"))
    page.get_by_role("row").get_by_role("link", name="admin", exact=True).click()
    page.get_by_label("姓名").wait_for()
    assert refused == []

    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert len(refused) == 1  # the policy is on, and would have been heard of
    page.close()
