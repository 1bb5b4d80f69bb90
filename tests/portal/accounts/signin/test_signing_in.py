"""The way in: password, second factor, the page that was wanted; and what it tells nobody."""

from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.accounts.models import User
from tests import cast
from tests.signing_in import (
    PASSWORD,
    is_signed_in,
    recovery_codes,
    totp,
    type_code,
    type_password,
    with_password,
    with_second_factor,
    wrong_code,
)

LOGIN = reverse("account_login")
WRONG = "用户名或密码不正确。"


def test_a_password_leads_to_the_desk(client, reviewer):
    assert type_password(client, "shen").url == "/review/"
    assert is_signed_in(client)


def test_a_name_typed_in_full_width_is_the_same_name(client, reviewer):
    type_password(client, "ｓｈｅｎ")
    assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["Shen", "SHEN", "Ｓｈｅｎ"])
def test_a_name_typed_in_letters_of_another_case_is_the_same_name(client, reviewer, typed):
    type_password(client, typed)
    assert is_signed_in(client)


def test_names_that_differ_in_case_only_are_each_their_own(client, reviewer):
    other = with_password(User.objects.create(username="Shen", display_name="沈另"))
    type_password(client, "Shen")
    assert client.get(reverse("account_overview")).context["user"] == other
    client.logout()
    assert WRONG in type_password(client, "SHEN").text


def test_a_name_is_not_made_again_in_letters_of_another_case(reviewer):
    with pytest.raises(ValidationError, match="大小写"):
        User(username="Shen", password="x").full_clean()
    old = User.objects.create(username="SHEN", password="x")
    old.display_name = "沈"
    old.full_clean()


def test_whoever_has_a_second_factor_is_in_only_after_it(client, reviewer):
    with_second_factor(reviewer)
    assert type_password(client, "shen").url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert type_code(client, totp()).url == "/review/"
    assert is_signed_in(client)


def test_the_page_that_was_wanted_comes_after_both_steps(client, reviewer):
    with_second_factor(reviewer)
    wanted = reverse("admin:index")
    assert client.get(wanted).url == f"{reverse('admin:login')}?next={wanted}"
    entrance = client.get(reverse("admin:login") + f"?next={wanted}").url
    assert unquote(entrance) == f"{LOGIN}?next={wanted}"
    client.post(entrance, {"login": "shen", "password": PASSWORD, "next": wanted})
    assert type_code(client, totp()).url == wanted


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:x"])
def test_nobody_is_led_elsewhere(client, reviewer, elsewhere):
    answer = client.post(LOGIN, {"login": "shen", "password": PASSWORD, "next": elsewhere})
    assert answer.url == "/review/"


def test_a_wrong_code_does_not_open(client, reviewer):
    with_second_factor(reviewer)
    type_password(client, "shen")
    assert "验证码不正确" in type_code(client, wrong_code()).text
    assert not is_signed_in(client)


def test_a_clock_half_a_minute_off_is_forgiven_and_two_minutes_are_not(client, reviewer):
    with_second_factor(reviewer)
    type_password(client, "shen")
    assert type_code(client, totp(steps=-4)).status_code == 200
    assert type_code(client, totp(steps=-1)).status_code == 302


def test_a_code_opens_once(client, reviewer):
    with_second_factor(reviewer)
    code = totp()
    type_password(client, "shen")
    type_code(client, code)
    client.post(reverse("account_logout"))
    cache.clear()  # as in another process
    type_password(client, "shen")
    assert "验证码不正确" in type_code(client, f"{code[:3]} {code[3:]}").text
    assert type_code(client, totp(steps=1)).status_code == 302


def test_a_recovery_code_opens_once(client, reviewer):
    with_second_factor(reviewer)
    code = recovery_codes(reviewer)[0]
    type_password(client, "shen")
    assert type_code(client, code).status_code == 302
    client.post(reverse("account_logout"))
    type_password(client, "shen")
    assert type_code(client, code).status_code == 200
    assert not is_signed_in(client)


def test_at_the_second_step_one_can_begin_again_as_somebody_else(client, reviewer):
    with_second_factor(reviewer)
    with_password(cast.make_publisher())
    type_password(client, "shen")
    client.post(reverse("account_logout"))
    type_password(client, "gong")
    assert client.get(reverse("account_overview")).context["user"].username == "gong"


def test_the_second_step_alone_leads_back_to_the_first(client, reviewer):
    with_second_factor(reviewer)
    assert client.get(reverse("mfa_authenticate")).url == LOGIN
    assert type_code(client, totp()).url == LOGIN


class TestTellsNobody:
    """Who has an account cannot be learned from what is said."""

    @pytest.fixture
    def refusals(self, client, reviewer):
        with_password(cast.make_stranger())
        User.objects.filter(username="mo").update(is_active=False)
        keyless = User.objects.create(username="keyless")
        keyless.set_unusable_password()
        keyless.save()
        return {
            name: type_password(client, name, password)
            for name, password in {
                "shen": "wrong",
                "nobody": "wrong",
                "mo": PASSWORD,
                "keyless": "wrong",
            }.items()
        }

    def test_every_failure_reads_the_same(self, refusals):
        texts = {
            page.text.replace(f'value="{name}"', "").replace(token_of(page), "")
            for name, page in refusals.items()
        }
        assert len(texts) == 1
        assert WRONG in texts.pop()

    def test_every_failure_takes_the_work_of_one_password(self, client, reviewer, hashed):
        for name in ("shen", "nobody"):
            hashed.clear()
            type_password(client, name, "wrong")
            assert len(hashed) == 1

    @pytest.fixture
    def hashed(self, monkeypatch):
        """Grows by one whenever a password is hashed."""
        hashed, encode = [], MD5PasswordHasher.encode

        def counted(*args):
            hashed.append(1)
            return encode(*args)

        monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
        return hashed


def token_of(page):
    return str(page.context["csrf_token"])


def test_there_is_no_way_into_the_admin_but_this(client, reviewer):
    with_second_factor(reviewer)
    answer = client.post(
        reverse("admin:login"), {"username": "shen", "password": PASSWORD, "next": "/admin/"}
    )
    assert answer.url.startswith(LOGIN)
    assert not is_signed_in(client)


def test_signing_out_is_asked_for_and_then_done(client, reviewer):
    client.force_login(reviewer)
    assert "确定要退出吗" in client.get(reverse("account_logout")).text
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


class TestSettingUpTheSecondFactor:
    def test_shows_a_code_to_scan_and_the_key_in_letters(self, client, reviewer):
        type_password(client, "shen")
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        assert secret in page.text
        assert "<svg" in page.text
        assert "style=" not in page.text

    def test_needs_a_code_of_the_new_key(self, client, reviewer):
        type_password(client, "shen")
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        refused = client.post(reverse("mfa_activate_totp"), {"code": "12345"})
        assert "验证码不正确" in refused.text
        assert secret in refused.text
        done = client.post(reverse("mfa_activate_totp"), {"code": totp(secret)}, follow=True)
        assert len(done.context["unused_codes"]) == 10
        assert Authenticator.objects.filter(user=reviewer, type="totp").exists()

    def test_asks_for_the_password_again_when_the_sign_in_is_long_past(self, client, reviewer):
        client.force_login(reviewer)
        assert client.get(reverse("mfa_activate_totp")).url.startswith(
            reverse("account_reauthenticate")
        )

    def test_is_taken_back_with_the_codes_that_belong_to_it(self, client, reviewer):
        with_second_factor(reviewer)
        type_password(client, "shen")
        type_code(client, totp())
        client.post(reverse("mfa_deactivate_totp"))
        assert not Authenticator.objects.filter(user=reviewer).exists()
