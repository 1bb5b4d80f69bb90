"""Signing in and out, failing to, and what becomes of an account's keys."""

from datetime import timedelta

import pytest
from allauth.account.signals import password_reset
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp_auth
from axes.signals import user_locked_out
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_login_failed
from django.contrib.sessions.models import Session
from django.db import Error
from django.test import Client
from django.urls import reverse

from portal.accounts.audit import chain
from portal.accounts.audit.log import Kind
from portal.accounts.audit.models import Event
from portal.accounts.models import User
from portal.accounts.signin import lockout

PASSWORD = "一个足够长的密码 42"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = User(username="bian", display_name="边编辑")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(username="bian", password=PASSWORD):
    client = Client(REMOTE_ADDR="203.0.113.9")
    client.post(reverse("account_login"), {"login": username, "password": password})
    return client


def told():
    """Kind, name of the user, subject, and text of each event."""
    rows = Event.objects.order_by("pk")
    return [(one.kind, one.user_name, one.subject_name, one.text) for one in rows]


def test_signing_in_and_out_is_noted_with_the_address(user):
    client = sign_in()
    client.post(reverse("account_logout"))
    assert told() == [
        (Kind.SIGN_IN, "边编辑", "边编辑", ""),
        (Kind.SIGN_OUT, "边编辑", "边编辑", ""),
    ]
    assert {event.address for event in Event.objects.all()} == {"203.0.113.9"}


def test_a_failed_sign_in_is_noted_with_what_was_typed_but_no_password(user):
    sign_in(password="geheim geheim")
    sign_in("没有这个人", "geheim geheim")
    assert told() == [
        (Kind.SIGN_IN_FAILED, "", "边编辑", "输入的用户名：bian"),
        (Kind.SIGN_IN_FAILED, "", "", "输入的用户名：没有这个人"),
    ]
    assert "geheim" not in str(list(Event.objects.values()))


def test_whatever_is_typed_as_a_name_can_be_noted():
    typed = {"username": "\0\ud800" + "x" * 300}
    user_login_failed.send(__name__, credentials=typed, request=None)
    ((_, _, _, text),) = told()
    assert text == "输入的用户名：␀?" + "x" * 148


def test_a_sign_in_that_cannot_be_noted_does_not_take_place(transactional_db, user, monkeypatch):
    def broken(event):
        raise Error("disk full")

    monkeypatch.setattr(chain, "digest_of", broken)
    with pytest.raises(Error):
        sign_in()
    assert not Event.objects.exists()
    assert not [one for one in Session.objects.all() if SESSION_KEY in one.get_decoded()]


def test_too_many_failures_are_noted_as_one_lock_however_many_follow(user, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT + 3):
        sign_in(password="falsch falsch")
    sign_in()
    failures = [Kind.SIGN_IN_FAILED] * (settings.AXES_FAILURE_LIMIT - 1)
    assert [kind for kind, *_ in told()] == [*failures, Kind.LOCKED]


def test_a_lock_after_one_that_was_lifted_is_noted_again(user, settings):
    for _ in range(2):
        for _ in range(settings.AXES_FAILURE_LIMIT):
            sign_in(password="falsch falsch")
        lockout.release("bian")
    assert Event.objects.filter(kind=Kind.LOCKED).count() == 2


def test_a_later_lock_is_noted_again(user, settings):
    for _ in range(2):
        user_locked_out.send("axes", request=None, username="bian", ip_address="203.0.113.9")
        settings.AXES_COOLOFF_TIME = timedelta(0)
    assert Event.objects.filter(kind=Kind.LOCKED).count() == 2


def test_a_lock_names_what_was_typed(user):
    user_locked_out.send("axes", request=None, username="bian", ip_address="203.0.113.9")
    assert told() == [(Kind.LOCKED, "", "边编辑", "输入的用户名：bian")]


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        (second_factor.authenticator_added, "启用两步验证"),
        (second_factor.authenticator_removed, "停用两步验证"),
        (second_factor.authenticator_reset, "更换两步验证"),
    ],
)
def test_what_becomes_of_a_second_factor_is_noted_without_its_secret(user, signal, text):
    factor = Authenticator(user=user, type="totp", data={"secret": "geheim"})
    signal.send(Authenticator, request=None, user=user, authenticator=factor)
    (event,) = Event.objects.all()
    assert event.kind == Kind.ACCOUNT
    assert event.text.startswith(text)
    assert "geheim" not in str(list(Event.objects.values()))


def test_a_password_set_by_mail_is_noted(user):
    password_reset.send(User, request=None, user=user)
    assert told() == [(Kind.ACCOUNT, "边编辑", "边编辑", "凭邮件重设了密码")]


def test_a_changed_password_is_noted_without_the_password(user):
    client = sign_in()
    new = "另一个足够长的密码 42"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), form)
    event = Event.objects.get(kind=Kind.WRITE)
    assert (event.subject_name, event.after) == ("边编辑", {"password": "已更改"})
    user.refresh_from_db()
    assert user.check_password(new)
    assert user.password not in str(list(Event.objects.values()))


def test_a_wrong_code_of_the_second_factor_is_noted_once(user):
    factor = totp_auth.TOTP.activate(user, totp_auth.generate_totp_secret())
    client = sign_in()
    client.post(reverse("mfa_authenticate"), {"code": "abcdef"})
    assert told() == [(Kind.SIGN_IN_FAILED, "", "边编辑", "两步验证的验证码不对")]
    assert factor.instance.data["secret"] not in str(list(Event.objects.values()))


def test_an_ended_session_is_noted(user):
    here, elsewhere = sign_in(), sign_in()
    here.post(reverse("account_end_other_sessions"))
    assert elsewhere.get(reverse("account_overview")).status_code == 302
    assert told()[-1] == (Kind.ACCOUNT, "边编辑", "边编辑", "结束会话：203.0.113.9")
