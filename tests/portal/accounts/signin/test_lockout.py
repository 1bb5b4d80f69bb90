"""The lock after five failures, of a password or of a code."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.signing_in import (
    PASSWORD,
    is_signed_in,
    totp,
    type_code,
    type_password,
    with_password,
    with_second_factor,
    wrong_code,
)


@pytest.fixture
def locked(client, reviewer):
    """The answer to the fifth wrong password."""
    for _ in range(4):
        assert type_password(client, "shen", "wrong").status_code == 200
    return type_password(client, "shen", "wrong")


def test_the_fifth_failure_locks_and_says_until_when(locked):
    ends = timezone.localtime() + timedelta(minutes=15)
    assert locked.status_code == 429
    assert f"{ends:%H}:" in locked.text
    assert "暂停从您所在的网络用这个用户名登录" in locked.text
    assert 890 <= int(locked["Retry-After"]) <= 900


def test_the_right_password_does_not_open_a_lock(client, locked):
    assert type_password(client, "shen").status_code == 429
    assert not is_signed_in(client)


def test_trying_on_does_not_make_the_lock_longer(client, locked):
    ends = AccessAttempt.objects.get().attempt_time
    type_password(client, "shen", "wrong")
    assert AccessAttempt.objects.get().attempt_time == ends


def test_the_lock_ends_by_itself(client, locked):
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert type_password(client, "shen").status_code == 302


def test_the_lock_is_on_one_name_from_one_address(client, locked):
    with_password(cast.make_publisher())
    assert type_password(client, "shen", REMOTE_ADDR="192.0.2.7").status_code == 302
    client.post(reverse("account_logout"))
    assert type_password(client, "gong").status_code == 302


def test_a_name_that_does_not_exist_is_locked_just_the_same(client, reviewer):
    answers = [type_password(client, "nobody", "wrong").status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]


@pytest.mark.parametrize("name", ["shen", "nobody"])
def test_a_name_is_locked_in_letters_of_any_case(client, reviewer, name):
    for typed in [name, name.upper(), name.title(), name, name.upper()]:
        answer = type_password(client, typed, "wrong")
    assert answer.status_code == 429
    assert type_password(client, name.title()).status_code == 429


def test_a_success_forgets_the_failures_before_it(client, reviewer):
    for _ in range(3):
        for _ in range(4):
            type_password(client, "shen", "wrong")
        assert type_password(client, "shen").status_code == 302
        client.post(reverse("account_logout"))


def test_behind_a_proxy_the_client_counts_and_not_what_it_claims(client, reviewer, settings):
    settings.PROXY_COUNT = 1
    for n in range(5):
        answer = type_password(
            client, "shen", "wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}, 192.0.2.7"
        )
    assert answer.status_code == 429
    other = type_password(client, "shen", HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.8")
    assert other.status_code == 302


def test_a_proxy_that_tells_no_address_breaks_nothing(client, reviewer, settings):
    settings.PROXY_COUNT = 1
    assert type_password(client, "shen", HTTP_X_FORWARDED_FOR="unknown").status_code == 302


class TestSecondFactor:
    @pytest.fixture
    def at_the_second_step(self, client, reviewer):
        with_second_factor(reviewer)
        type_password(client, "shen")
        return client

    def test_wrong_codes_lock_as_wrong_passwords_do(self, at_the_second_step):
        answers = [type_code(at_the_second_step, wrong_code()).status_code for _ in range(5)]
        assert answers == [200] * 4 + [429]
        assert type_code(at_the_second_step, totp()).status_code == 429
        assert not is_signed_in(at_the_second_step)

    def test_passwords_and_codes_count_together(self, at_the_second_step):
        for _ in range(3):
            type_code(at_the_second_step, wrong_code())
        at_the_second_step.post(reverse("account_logout"))
        type_password(at_the_second_step, "shen", "wrong")
        assert type_password(at_the_second_step, "shen", "wrong").status_code == 429

    def test_typing_the_password_again_does_not_forget_wrong_codes(self, at_the_second_step):
        for _ in range(4):
            assert type_code(at_the_second_step, wrong_code()).status_code == 200
            at_the_second_step.post(reverse("account_logout"))
            type_password(at_the_second_step, "shen")
        assert type_code(at_the_second_step, wrong_code()).status_code == 429


def test_too_many_attempts_of_all_kinds_from_one_address_are_slowed_down(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    answers = [type_password(client, f"name-{n}", "wrong") for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "操作过于频繁" in answers[-1].text


def test_guessing_at_the_old_password_locks_too(client, reviewer):
    client.force_login(reviewer)
    form = {"oldpassword": "wrong", "password1": "x" * 20, "password2": "x" * 20}
    answers = [client.post(reverse("account_change_password"), form).status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]


class TestRelease:
    def release(self, administrator, user):
        return administrator.post(
            reverse("admin:accounts_user_changelist"),
            {"action": "release_locks", "_selected_action": [user.pk]},
            follow=True,
        )

    def test_an_administrator_lifts_the_lock(self, client, locked, administrator, reviewer):
        assert "解除登录锁定：1 个账号。" in self.release(administrator, reviewer).text
        assert type_password(client, "shen").status_code == 302

    def test_nobody_else_does(self, client, locked, stranger, reviewer):
        assert self.release(stranger, reviewer).status_code == 403
        assert type_password(client, "shen", PASSWORD).status_code == 429
