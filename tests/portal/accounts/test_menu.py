"""The menu in the frame of every page, for whoever is signed in."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_names_who_is_signed_in_and_leads_to_the_places_of_work(client):
    page = cast.signed_in(cast.make_publisher()).get(reverse("pages:about")).text
    for said in ("龚公布", "审查工作台", "管理后台", "退出登录"):
        assert said in page


PLACES = ["account_overview", "reviews:queue", "admin:index", "account_logout"]


@pytest.mark.parametrize("page", ["reviews:queue", "admin:index", "admin:accounts_user_changelist"])
def test_desk_and_admin_have_the_same_ways_in_the_same_words(page, administrator, settings):
    settings.SITE_NAME = "云溪县责任清单"
    text = administrator.get(reverse(page)).text
    head = text[text.index("<body") : text.index("</header>")]
    ways = re.findall(r'(?:href|action)="([^"]+)"', head)
    assert {reverse(place) for place in PLACES} <= set(ways)
    for said in ("云溪县责任清单", "高管理", "审查工作台", "管理后台", "退出登录"):
        assert said in head
    assert "注销" not in text


def test_whoever_is_not_let_into_the_admin_is_not_led_there(client):
    reader = cast.make_stranger()
    reader.is_staff = False
    reader.save()
    page = cast.signed_in(reader).get(reverse("pages:about")).text
    assert "审查工作台" in page
    assert "管理后台" not in page


def test_visitors_have_none_and_their_session_is_not_looked_at(client):
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("pages:about"))
    assert "account-menu" not in page.text
    assert "Cookie" not in page.get("Vary", "")
    assert not [one for one in queries if "session" in one["sql"] or "user" in one["sql"]]


def test_a_session_that_is_over_has_none(client):
    client.cookies["sessionid"] = "gone"
    assert "account-menu" not in client.get(reverse("pages:about")).text
