"""Which addresses of sign-in there are: what the site does not offer answers 404."""

import pytest
from django.urls import resolve, reverse

from portal.accounts.signin import urls


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "inactive/",
        "password/set/",
        "login/code/",
        "login/code/confirm/",
        "social/connections/",
        "social/signup/",
        "3rdparty/",
        "2fa/webauthn/",
        "2fa/webauthn/login/",
        "2fa/trust/",
        "oidc/login/",
        "oidc/callback/",
        "oidc/other/login/",
    ],
)
def test_what_is_not_offered_does_not_exist(client, administrator, path):
    for one in (client, administrator):
        assert one.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda pattern: pattern.name)
def test_what_is_offered_answers_visitors_without_an_error(client, db, pattern):
    known = {"uidb36": "1", "key": "x-y", "pk": 1}
    named = {name: known[name] for name in pattern.pattern.regex.groupindex if name in known}
    named |= {"pk": 1} if "<int:pk>" in str(pattern.pattern) else {}
    address = reverse(pattern.name, kwargs=named | pattern.default_args)
    assert resolve(address).url_name == pattern.name
    assert client.get(address).status_code in {200, 302, 404, 405}
    assert client.post(address).status_code in {200, 302, 404, 405}


def test_whoever_is_signed_in_can_change_the_password_on_one_page_only(administrator):
    answer = administrator.get(reverse("admin:password_change"))
    assert answer.url == reverse("account_change_password")
