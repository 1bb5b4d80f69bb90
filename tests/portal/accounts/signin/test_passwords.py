"""Changing a password, and setting a new one by mail, which tells nobody who has an account."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.signin import mail as outgoing
from tests.signing_in import PASSWORD, is_signed_in, type_password

NEW = "another-long-phrase"


@pytest.fixture(autouse=True)
def delivered(monkeypatch):
    """Mail is there as soon as the page is, and what was sent is known."""
    posted = []

    def post(message):
        posted.append(message)
        outgoing.deliver(message)

    monkeypatch.setattr("portal.accounts.signin.adapters.post", post)
    return posted


def ask(client, address):
    return client.post(reverse("account_reset_password"), {"email": address}, follow=True)


def link():
    return re.search(r"http\S+", mail.outbox[-1].body)[0].removeprefix("http://127.0.0.1:8000")


def set_new(client, address):
    form = client.get(address, follow=True)
    return client.post(
        form.context["action_url"], {"password1": NEW, "password2": NEW}, follow=True
    )


@pytest.fixture
def reachable(reviewer):
    reviewer.email = "shen@example.cn"
    reviewer.save()
    return reviewer


def test_the_link_in_the_mail_sets_a_new_password(client, reachable):
    ask(client, "shen@example.cn")
    assert "您的用户名是 shen。" in mail.outbox[0].body
    assert "密码已经更改。" in set_new(client, link()).text
    assert not is_signed_in(client)
    assert type_password(client, "shen", NEW).status_code == 302


def test_the_link_serves_once(client, reachable):
    ask(client, "shen@example.cn")
    address = link()
    set_new(client, address)
    assert "链接已失效" in client.get(address, follow=True).text


def test_a_new_password_by_mail_ends_the_sessions_of_the_old(client, reachable):
    elsewhere = Client()
    type_password(elsewhere, "shen")
    ask(client, "shen@example.cn")
    set_new(client, link())
    assert not is_signed_in(elsewhere)


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, reachable):
    known = ask(client, "shen@example.cn")
    unknown = ask(client, "nobody@example.cn")
    assert known.redirect_chain == unknown.redirect_chain
    assert known.text.replace(str(known.context["csrf_token"]), "") == unknown.text.replace(
        str(unknown.context["csrf_token"]), ""
    )
    assert [message.to for message in mail.outbox] == [["shen@example.cn"]]


def test_accounts_that_are_closed_or_have_no_password_get_no_mail(client, reachable):
    User.objects.update(is_active=False)
    ask(client, "shen@example.cn")
    reachable.is_active = True
    reachable.set_unusable_password()
    reachable.save()
    ask(client, "shen@example.cn")
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_told_to_the_log_and_not_to_the_page(
    client, reachable, settings, caplog
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "请查收邮件" in ask(client, "shen@example.cn").text
    assert "邮件没有发出" in caplog.text


def test_mail_goes_out_behind_the_answer(reachable):
    message = mail.EmailMessage("题", "文", to=["shen@example.cn"])
    outgoing.post(message).result(timeout=60)
    assert [sent.subject for sent in mail.outbox] == ["题"]


@pytest.mark.parametrize(
    ("password", "said"),
    [("short", "10"), ("1234567890123", "数字"), ("password123", "常见")],
)
def test_weak_passwords_are_refused_with_the_reason(client, reviewer, password, said):
    client.force_login(reviewer)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert said in client.post(reverse("account_change_password"), form).text
    reviewer.refresh_from_db()
    assert reviewer.check_password(PASSWORD)


def test_whoever_has_no_password_has_none_to_change(client, reviewer):
    reviewer.set_unusable_password()
    reviewer.save()
    client.force_login(reviewer)
    assert client.get(reverse("account_change_password")).status_code == 404
    assert "这个账号不用密码登录。" in client.get(reverse("account_overview")).text
