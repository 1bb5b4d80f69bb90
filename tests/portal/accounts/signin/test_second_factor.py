"""Who must use a second factor is led to it, and can do nothing else at work before."""

import pytest
from django.urls import reverse

from portal.accounts.permissions import ADMINISTRATORS
from portal.accounts.signin.second_factor import is_required
from tests import cast
from tests.factories import make_department
from tests.signing_in import totp, type_code, type_password, with_second_factor

SET_UP = reverse("mfa_activate_totp")


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = ["reviewers", "publishers", "administrators"]


@pytest.mark.parametrize("place", ["admin:index", "list_upload", "reviews:queue"])
def test_without_one_every_way_leads_to_setting_it_up(client, reviewer, required, place):
    client.force_login(reviewer)
    for answer in (client.get(reverse(place)), client.post(reverse(place))):
        assert answer.status_code == 302
        assert answer.url == SET_UP


def test_with_one_the_way_is_free(client, reviewer, required):
    with_second_factor(reviewer)
    type_password(client, "shen")
    type_code(client, totp())
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_public_pages_and_ones_own_account_stay_open(client, reviewer, required):
    client.force_login(reviewer)
    assert client.get("/").status_code == 200
    page = client.get(reverse("account_overview"))
    assert "您的角色必须启用两步验证" in page.text


@pytest.mark.parametrize("way", ["admin:logout", "account_logout"])
def test_signing_out_stays_possible(client, reviewer, required, way):
    client.force_login(reviewer)
    client.post(reverse(way))
    assert client.get(reverse("account_overview")).status_code == 302


def test_where_the_setting_names_nobody_nobody_must(client, reviewer, settings):
    settings.MFA_REQUIRED = []
    client.force_login(reviewer)
    assert client.get(reverse("admin:index")).status_code == 200


def test_which_roles_must_is_said_by_the_setting(db, settings):
    editor = cast.make_editor(make_department())
    publisher = cast.make_publisher()
    administrator = cast.join(cast.make_stranger(), ADMINISTRATORS)
    superuser = cast.make_administrator()
    everyone = [editor, publisher, administrator, superuser]
    settings.MFA_REQUIRED = ["publishers"]
    assert [is_required(user) for user in everyone] == [False, True, False, True]
    settings.MFA_REQUIRED = ["editors", "administrators"]
    assert [is_required(user) for user in everyone] == [True, False, True, True]


def test_visitors_are_not_looked_up(client, db, required, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse("admin:index")).status_code == 302
