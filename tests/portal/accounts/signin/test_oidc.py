"""Single sign-on with a real provider: into accounts that exist, and by nobody's mere word."""

from copy import deepcopy
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from portal.accounts.models import User
from tests import cast, identity_provider
from tests.signing_in import is_signed_in, totp, type_code, with_second_factor

SHEN = {"sub": "4711", "preferred_username": "shen"}
LOGIN, CALLBACK = "/accounts/oidc/login/", "/accounts/oidc/callback/"


@pytest.fixture
def provider(settings):
    with identity_provider.running() as provider:
        configured = deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        configured["openid_connect"]["APPS"] = [
            {
                "provider_id": "oidc",
                "name": "蒸湘区统一身份认证",
                "client_id": identity_provider.CLIENT,
                "secret": identity_provider.SECRET,
                "settings": {"server_url": provider.url},
            }
        ]
        settings.SOCIALACCOUNT_PROVIDERS = configured
        settings.OIDC_SERVER_URL = provider.url
        yield provider


def come_back(client, start=LOGIN):
    """Go to the provider, which knows who is there, and back (returns the address of the answer)."""
    there = client.get(start).url
    back = requests.get(there, allow_redirects=False, timeout=60).headers["Location"]
    return urlsplit(back)._replace(scheme="", netloc="").geturl()


def sign_in(client, provider, start=LOGIN, **claims):
    provider.claims = claims
    return client.get(come_back(client, start))


def test_the_sign_in_page_offers_it_where_it_is_configured(client, db, provider):
    assert "用蒸湘区统一身份认证登录" in client.get(reverse("account_login")).text


def test_and_nothing_where_it_is_not(client, db):
    assert "统一身份认证" not in client.get(reverse("account_login")).text
    assert client.get(LOGIN).status_code == 404


def test_lets_in_whose_user_name_the_claim_is(client, reviewer, provider):
    assert sign_in(client, provider, **SHEN).url == "/review/"
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == reviewer


def test_leads_to_the_page_that_was_wanted(client, reviewer, provider):
    assert sign_in(client, provider, f"{LOGIN}?next=/admin/", **SHEN).url == "/admin/"


def test_the_second_factor_is_asked_here_too(client, reviewer, provider):
    with_second_factor(reviewer)
    assert sign_in(client, provider, **SHEN).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    type_code(client, totp())
    assert is_signed_in(client)


class TestRefuses:
    def refused(self, client, provider, **claims):
        answer = sign_in(client, provider, **claims)
        assert answer.status_code == 403
        assert "没有对应的可用账号" in answer.text
        assert not is_signed_in(client)
        return True

    def test_whoever_has_no_account_and_makes_none(self, client, reviewer, provider):
        before = User.objects.count()
        assert self.refused(client, provider, sub="1", preferred_username="nobody")
        assert User.objects.count() == before

    @pytest.mark.parametrize("name", ["", "SHEN", "shen ", None, ["shen"], {"name": "shen"}])
    def test_names_that_only_resemble_one(self, client, reviewer, provider, name):
        assert self.refused(client, provider, sub="1", preferred_username=name)

    def test_closed_accounts(self, client, reviewer, provider):
        User.objects.update(is_active=False)
        assert self.refused(client, provider, **SHEN)

    def test_another_identity_under_the_name_of_one_that_came_before(
        self, client, reviewer, provider
    ):
        sign_in(client, provider, **SHEN)
        client.post(reverse("account_logout"))
        assert self.refused(client, provider, **SHEN | {"sub": "4712"})

    def test_a_userinfo_that_is_of_somebody_else(self, client, reviewer, provider):
        provider.info = SHEN
        assert self.refused(client, provider, sub="1", preferred_username="mo")

    def test_what_the_claim_says_of_rights(self, client, reviewer, provider):
        sign_in(client, provider, **SHEN, is_superuser=True, groups=["管理员"])
        reviewer.refresh_from_db()
        assert not reviewer.is_superuser
        assert [group.name for group in reviewer.groups.all()] == ["审查"]


def test_an_identity_keeps_its_account_when_it_is_renamed(client, reviewer, provider):
    sign_in(client, provider, **SHEN)
    client.post(reverse("account_logout"))
    sign_in(client, provider, sub="4711", preferred_username="shen-2")
    assert is_signed_in(client)


class TestMail:
    @pytest.fixture(autouse=True)
    def by_mail(self, settings, reviewer):
        settings.OIDC_CLAIM = "email"
        User.objects.filter(pk=reviewer.pk).update(username="shen@example.cn")

    def test_counts_when_the_provider_says_it_is_verified(self, client, provider):
        sign_in(client, provider, sub="1", email="shen@example.cn", email_verified=True)
        assert is_signed_in(client)

    @pytest.mark.parametrize("said", [{}, {"email_verified": False}, {"email_verified": "true"}])
    def test_does_not_count_otherwise(self, client, provider, said):
        sign_in(client, provider, sub="1", email="shen@example.cn", **said)
        assert not is_signed_in(client)


class TestFailures:
    """Whatever goes wrong on the way ends on a page that says what to do."""

    def failed(self, answer):
        return answer.status_code == 403 and "统一身份认证没有完成" in answer.text

    def test_an_answer_to_another_question(self, client, reviewer, provider):
        provider.claims = SHEN
        back = come_back(client)
        assert self.failed(client.get(back.replace("state=", "state=x")))
        assert not is_signed_in(client)

    def test_an_answer_brought_by_somebody_else(self, client, reviewer, provider):
        provider.claims = SHEN
        back = come_back(client)
        other = cast.signed_in(cast.make_stranger())
        assert self.failed(other.get(back))

    def test_an_answer_brought_twice(self, client, reviewer, provider):
        provider.claims = SHEN
        back = come_back(client)
        client.get(back)
        client.post(reverse("account_logout"))
        assert self.failed(client.get(back))
        assert not is_signed_in(client)

    def test_a_change_of_mind(self, client, reviewer, provider):
        state = parse_qs(urlsplit(client.get(LOGIN).url).query)["state"][0]
        assert self.failed(client.get(f"{CALLBACK}?error=access_denied&state={state}"))

    def test_a_provider_that_does_not_answer(self, client, reviewer, provider, settings):
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        apps[0]["settings"]["server_url"] = "http://127.0.0.1:1"
        assert self.failed(client.get(LOGIN))

    def test_tying_an_identity_to_the_account_one_is_in(self, reviewer, provider):
        stranger = cast.signed_in(cast.make_stranger())
        answer = sign_in(stranger, provider, f"{LOGIN}?process=connect", **SHEN)
        assert self.failed(answer)
        assert not SocialAccount.objects.exists()


def test_an_administrator_can_untie_an_identity(client, reviewer, provider, administrator):
    sign_in(client, provider, **SHEN)
    answer = administrator.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "remove_identities", "_selected_action": [reviewer.pk]},
        follow=True,
    )
    assert "解除与统一身份的绑定：1 个账号。" in answer.text
    assert not SocialAccount.objects.exists()
