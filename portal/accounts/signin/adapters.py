"""How allauth is used on this site: what it offers, what it says, and what it must not tell."""

import time

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from .clients import client_ip
from .mail import post
from .sessions import end, sessions_of


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "用户名或密码不正确。",
        "incorrect_password": "密码不正确。",
        "enter_current_password": "当前密码不正确。",
        "invalid_password_reset": "这个链接已经用过或已过期。",
        "too_many_login_attempts": "失败次数过多，请稍后再试。",
        "rate_limited": "操作过于频繁，请稍后再试。",
    }

    def is_open_for_signup(self, request):
        return False

    def is_ajax(self, request):
        return False  # pages only: no second form of each answer

    def get_client_ip(self, request):
        return client_ip(request)

    def get_login_stages(self):
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_reauthentication_required(self, **what):
        """Not within minutes of the sign-in: whoever must set up a second factor does so then."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request):
        return reverse("account_overview")

    def set_password(self, user, password):
        """A new password ends all sessions; the one that set it goes on under a new key."""
        super().set_password(user, password)
        end(sessions_of(user))

    def get_reset_password_from_key_url(self, key):
        user, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", args=[user, token])
        return settings.SITE_URL + path

    def send_password_reset_mail(self, user, email, context):
        if user.has_usable_password():
            known = {
                "site_name": settings.SITE_NAME,
                "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
            }
            text = render_to_string("account/email/password_reset.txt", context | known)
            post(EmailMessage(f"{settings.SITE_NAME}：重设密码", text, to=[email]))


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "验证码不正确。请核对手机上的时间是否准确，再输入当前显示的验证码。",
        "cannot_generate_recovery_codes": "请先启用两步验证。",
    }

    def get_totp_label(self, user):
        return user.get_username()

    def build_totp_svg(self, url):
        """The address as a QR code without inline style, which the content policy forbids."""
        code = segno.make_qr(url, error="m")
        return mark_safe(code.svg_inline(omitsize=True, lineclass=None, title="密钥的二维码"))
