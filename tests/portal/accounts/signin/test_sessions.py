"""The sessions in which one is signed in: seen by their owner, ended by their owner."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.signin.sessions import sessions_of
from portal.accounts.templatetags.devices import device
from tests import cast
from tests.signing_in import PASSWORD, is_signed_in, type_password, with_password


@pytest.fixture
def phone(reviewer):
    phone = Client(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/604.1")
    type_password(phone, "shen")
    return phone


@pytest.fixture
def desk(client, phone):
    type_password(client, "shen")
    return client


def test_each_is_listed_with_where_it_is_from(desk):
    page = desk.get(reverse("account_overview")).text
    assert "192.0.2.7" in page
    assert "Safari，iPhone" in page
    assert page.count("当前会话") == 1


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge，Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox，Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 MicroMessenger/8.0", "微信，Android"),
        ("curl/8.0", "未知的浏览器"),
        ("", "未知的浏览器"),
    ],
)
def test_browsers_are_called_as_people_call_them(signature, words):
    assert device(signature) == words


def test_one_can_be_ended_from_another(desk, phone, reviewer):
    other = sessions_of(reviewer).get(ip="192.0.2.7")
    answer = desk.post(reverse("account_end_session", args=[other.pk]), follow=True)
    assert "该会话已结束。" in answer.text
    assert not is_signed_in(phone)
    assert is_signed_in(desk)


def test_all_others_can_be_ended_at_once(desk, phone):
    third = Client()
    type_password(third, "shen")
    desk.post(reverse("account_end_other_sessions"))
    assert [is_signed_in(one) for one in (desk, phone, third)] == [True, False, False]


def test_nobody_ends_those_of_somebody_else(phone, reviewer):
    gong = Client()
    with_password(cast.make_publisher())
    type_password(gong, "gong")
    theirs = sessions_of(reviewer).get()
    assert gong.post(reverse("account_end_session", args=[theirs.pk])).status_code == 404
    gong.post(reverse("account_end_other_sessions"))
    assert is_signed_in(phone)


def test_looking_ends_nothing(desk, phone, reviewer):
    other = sessions_of(reviewer).get(ip="192.0.2.7")
    assert desk.get(reverse("account_end_session", args=[other.pk])).status_code == 405
    assert is_signed_in(phone)


def test_a_new_password_ends_all_but_the_one_that_set_it(desk, phone, reviewer):
    form = {
        "oldpassword": PASSWORD,
        "password1": "another-long-phrase",
        "password2": "another-long-phrase",
    }
    answer = desk.post(reverse("account_change_password"), form, follow=True)
    assert "密码已经更改。" in answer.text
    assert is_signed_in(desk)
    assert not is_signed_in(phone)
    assert sessions_of(reviewer).count() == 1


def test_the_list_takes_no_more_queries_for_more_sessions(
    desk, reviewer, django_assert_max_num_queries
):
    for _ in range(5):
        type_password(Client(), "shen")
    with django_assert_max_num_queries(7):
        assert len(desk.get(reverse("account_overview")).context["sessions"]) == 7
