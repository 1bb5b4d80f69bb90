"""Single sign-on with OpenID Connect, by configuration (OIDC_*): a second way into accounts that exist.

At the first sign-in an account is found by its user name, which the configured claim must equal;
from then on by the identity's lasting ``sub``. So a name that the provider gives to somebody else
later does not open the account, and nothing that the provider says makes an account or a right.
"""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.views import login
from django.conf import settings
from django.db import transaction
from django.shortcuts import render
from requests import RequestException

from portal.accounts.models import User

log = logging.getLogger(__name__)

FAILED = "统一身份认证没有完成，请再试一次。仍不成功的，请用密码登录，或者联系本站管理员。"
UNKNOWN = "统一身份认证已经确认您是谁，但是本站没有对应的可用账号。请联系本站管理员。"


class OidcAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def populate_user(self, request, sociallogin, data):
        return sociallogin.user  # never saved

    def pre_social_login(self, request, sociallogin):
        """Let a confirmed identity into its account, or refuse it (ImmediateHttpResponse, 403)."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            refuse(request, FAILED)
        if not sociallogin.is_existing and bind(sociallogin.account):
            sociallogin.lookup()
        if not (sociallogin.is_existing and sociallogin.user.is_active):
            refuse(request, UNKNOWN)

    def on_authentication_error(self, request, provider, **details):
        refuse(request, FAILED)


def begin(request, provider_id):
    """Lead to the provider, which is first asked where its pages are."""
    try:
        return login(request, provider_id)
    except RequestException:
        log.exception("统一身份认证的服务没有答复")
        return refusal(request, FAILED)


def refuse(request, sentence):
    raise ImmediateHttpResponse(refusal(request, sentence))


def refusal(request, sentence):
    return render(request, "account/oidc_refused.html", {"sentence": sentence}, status=403)


@transaction.atomic
def bind(identity):
    """Tie an identity (SocialAccount, unsaved) to the account that it is of (returns whether)."""
    user = User.objects.select_for_update().filter(username=name_of(identity.extra_data)).first()
    if not user or SocialAccount.objects.filter(user=user, provider=identity.provider).exists():
        return False
    SocialAccount.objects.create(user=user, provider=identity.provider, uid=identity.uid)
    return True


def name_of(said):
    """The user name that a provider confirms (str), empty if it confirms none.

    ``said``: what it said, by where: ``id_token`` and ``userinfo`` (dicts of claims), which must be
    of the same ``sub``. A mail address counts only where the provider says that it is verified.
    """
    token, info = said.get("id_token", {}), said.get("userinfo", {})
    if not token or info.get("sub", token["sub"]) != token["sub"]:
        return ""
    claims = token | info
    if settings.OIDC_CLAIM == "email" and claims.get("email_verified") is not True:
        return ""
    name = claims.get(settings.OIDC_CLAIM)
    return name if isinstance(name, str) else ""
