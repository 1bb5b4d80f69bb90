"""Whoever was given a password by somebody else changes it before any work."""

import pytest
from django.core import mail
from django.urls import reverse

from portal.accounts.audit import context
from portal.accounts.models import User
from tests import cast
from tests.signing_in import PASSWORD, is_signed_in, type_password, with_password

NEW = "another-long-phrase"
CHANGE = "account_change_password"


@pytest.fixture
def given(db, settings):
    """A reviewer whose password an administrator has set."""
    settings.SECOND_PERSON = True
    settings.MFA_REQUIRED = ["reviewers"]
    with context.acting(cast.make_manager(), "10.0.0.1"):
        return with_password(cast.make_reviewer("法制办"))


def change(client, old=PASSWORD, new=NEW):
    form = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(reverse(CHANGE), form, follow=True)


@pytest.mark.parametrize(
    "name", ["reviews:queue", "admin:index", "account_changes", "mfa_activate_totp"]
)
def test_no_page_of_staff_comes_before_it(client, given, name):
    type_password(client, "shen")
    assert client.get(reverse(name)).url == reverse(CHANGE)
    assert "别人设的" in client.get(reverse(CHANGE)).text


def test_then_comes_the_second_factor(client, given):
    type_password(client, "shen")
    assert "密码已经更改" in change(client).text
    assert client.get(reverse("reviews:queue")).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_same_password_again_is_none_of_ones_own(client, given):
    type_password(client, "shen")
    assert "与当前密码相同" in change(client, new=PASSWORD).text
    assert User.objects.get(username="shen").must_change_password


def test_public_pages_and_signing_out_stay_open(client, given):
    type_password(client, "shen")
    assert client.get(reverse("pages:about")).status_code == 200
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_a_stolen_first_password_opens_nothing_that_decides(client, given):
    """Whoever is first to sign in with it has another one; the owner has none, and says so."""
    type_password(client, "shen")
    change(client)
    client.logout()
    type_password(client, "shen")
    assert not is_signed_in(client)
    assert mail.outbox == []


def test_a_local_site_asks_nobody(client, given, settings):
    settings.SECOND_PERSON = False
    settings.MFA_REQUIRED = []
    type_password(client, "shen")
    assert client.get(reverse("reviews:queue")).status_code == 200
