"""Who signed in and out, who failed to, and what became of an account's keys.

Noted from the signals of Django, allauth and axes. A sign-in that cannot be noted does not take
place; all else has happened by then. What somebody typed as a password is never looked at.
"""

from allauth.account.signals import password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils import timezone

from . import context
from .log import Kind, note, note_or_tell
from .models import Event
from .values import storable

#: Characters of a typed user name that are noted.
LONGEST_NAME = 150


def listen():
    """Note what these signals tell from now on."""
    for signal, receiver in {
        user_logged_in: signed_in,
        user_logged_out: signed_out,
        user_login_failed: failed,
        user_locked_out: locked_out,
        authentication_failed: second_factor_failed,
        authenticator_added: second_factor_added,
        authenticator_removed: second_factor_removed,
        authenticator_reset: second_factor_renewed,
        password_reset: password_was_reset,
    }.items():
        signal.connect(receiver, dispatch_uid=f"audit.{receiver.__name__}")


def signed_in(user, **kwargs):
    note(Kind.SIGN_IN, user, user=user)


def signed_out(user, **kwargs):
    if user:
        note_or_tell(Kind.SIGN_OUT, user, user=user)


def failed(credentials, request=None, **kwargs):
    if getattr(request, "axes_locked_out", False):
        return  # nobody looked at the password; the lock is noted
    name = next((credentials[key] for key in ("username", "email") if credentials.get(key)), "")
    _note_attempt(Kind.SIGN_IN_FAILED, name)


def locked_out(username, **kwargs):
    """Once for each lock: who goes on trying must not fill the log, which is never pruned."""
    attempts = Event.objects.filter(
        kind__in=[Kind.SIGN_IN_FAILED, Kind.LOCKED],
        at__gt=timezone.now() - settings.AXES_COOLOFF_TIME,
        address=context.current().address,
        text=_typed(username or ""),
    )
    last = attempts.first()
    if last is None or last.kind != Kind.LOCKED:
        _note_attempt(Kind.LOCKED, username or "")


def second_factor_failed(user, **kwargs):
    note_or_tell(Kind.SIGN_IN_FAILED, user, "两步验证的验证码不对")


def second_factor_added(user, authenticator, **kwargs):
    note_or_tell(Kind.ACCOUNT, user, f"启用{_name(authenticator)}", user=user)


def second_factor_removed(user, authenticator, **kwargs):
    note_or_tell(Kind.ACCOUNT, user, f"停用{_name(authenticator)}", user=user)


def second_factor_renewed(user, authenticator, **kwargs):
    note_or_tell(Kind.ACCOUNT, user, f"更换{_name(authenticator)}", user=user)


def password_was_reset(user, **kwargs):
    note_or_tell(Kind.ACCOUNT, user, "凭邮件重设了密码", user=user)


def _note_attempt(kind, typed):
    meant = get_user_model().objects.filter(username=storable(typed)).first()
    note_or_tell(kind, meant, _typed(typed))


def _typed(name):
    return f"输入的用户名：{storable(name)[:LONGEST_NAME]}"


def _name(authenticator):
    return f"两步验证（{authenticator.get_type_display()}）"
