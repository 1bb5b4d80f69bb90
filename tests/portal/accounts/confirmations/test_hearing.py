"""Whichever door a change of who decides comes by, it is heard once, with before and after."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, Permission
from django.core import serializers
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.audit import context
from portal.accounts.audit.commands import run
from portal.accounts.models import Change, Membership, Office, User
from portal.accounts.permissions import PUBLISHERS, REVIEWERS
from portal.accounts.signin.second_factor import spend
from portal.reviews.models import Kind, RouteSettings, RouteStage
from tests import cast
from tests.admin import as_sent, delete, new_rows, page
from tests.signing_in import PASSWORD, type_password, with_password, with_second_factor

NEW = "another-long-phrase"


@pytest.fixture(autouse=True)
def heard(manager, second, two_people):
    """What was heard since (a function that gives it, the earliest first)."""
    return lambda **chosen: list(Change.objects.filter(**chosen).order_by("pk"))


def told(change):
    return change.what, change.before, change.after, change.by_name


def save(client, record, **changes):
    """Save the form of a record in the admin with some fields changed."""
    address = page(type(record), "change", record.pk)
    form = as_sent(client.get(address)) | changes
    assert client.post(address, form).status_code == 302


class TestPages:
    def test_an_account_with_a_role_and_a_membership(self, heard, manager):
        desk = cast.signed_in(manager)
        form = {"username": "xin", "display_name": "新人", "usable_password": "true"}
        form |= {"password1": PASSWORD, "password2": PASSWORD}
        assert desk.post(page(User, "add"), form).status_code == 302
        user = User.objects.get(username="xin")
        office = Office.objects.first()
        groups = Group.objects.filter(name__in=[REVIEWERS, PUBLISHERS])
        address = page(User, "change", user.pk)
        form = new_rows(as_sent(desk.get(address)), "memberships", {"office": office.pk})
        form["groups"] = [group.pk for group in groups]
        saved = desk.post(address, form, follow=True)
        assert "须由第二人在“待确认的变更”中确认" in saved.text
        assert [told(one) for one in heard(subject=f"user:{user.pk}")] == [
            ("用户名", "无", "xin", "管理员甲"),
            ("密码", "无", "已设", "管理员甲"),
            *[(f"角色“{name}”", "无", "有", "管理员甲") for name in (REVIEWERS, PUBLISHERS)],
            (f"在{office}任职（审查）", "无", "有", "管理员甲"),
        ]

    def test_a_password_that_an_administrator_sets(self, heard, manager, review):
        address = reverse("admin:auth_user_password_change", args=[review.publisher.pk])
        form = {"password1": NEW, "password2": NEW, "usable_password": "true"}
        assert cast.signed_in(manager).post(address, form).status_code == 302
        (change,) = heard()
        assert (change.what, change.after, change.by) == ("密码", "已设", manager)
        assert User.objects.get(pk=review.publisher.pk).must_change_password

    def test_a_second_factor_that_an_administrator_takes_off(self, heard, manager, review):
        with context.acting(manager):
            with_second_factor(review.publisher)
        chosen = {"action": "remove_second_factors", "_selected_action": [review.publisher.pk]}
        cast.signed_in(manager).post(page(User, "changelist"), chosen)
        assert {(one.before, one.after) for one in heard()[2:]} == {("已启用", "无")}
        assert all(one.grants for one in heard())

    @pytest.mark.parametrize("by_deleting", [True, False])
    def test_a_route(self, heard, manager, by_deleting):
        stage = RouteStage.objects.filter(kind=Kind.ADD).last()
        desk = cast.signed_in(manager)
        if by_deleting:
            delete(desk, stage)
        else:
            save(desk, stage, working_days=1)
        (change,) = heard(subject="route:add")
        assert len(change.before) == 3
        assert [one["working_days"] for one in change.after] == [15, 15, *([1] * (not by_deleting))]

    def test_settings_of_a_route(self, heard, manager):
        row = RouteSettings.objects.get(kind=Kind.ADD)
        save(cast.signed_in(manager), row, separate_judges="False")
        assert [told(one) for one in heard()] == [
            ("流程设置", "公布人没有审查过、各环节由不同的人审查", "公布人没有审查过", "管理员甲")
        ]

    def test_an_office_and_the_membership_that_goes_with_it(self, heard, manager, review):
        office = Membership.objects.get(user=review.judges[0]).office
        save(cast.signed_in(manager), office, name="编制科")
        assert (heard()[0].before, heard()[0].after) == (office.name, "编制科")


class TestCommands:
    def test_changepassword(self, heard, review, monkeypatch):
        monkeypatch.setattr("getpass.getpass", lambda prompt: NEW)
        name = review.publisher.username
        command = lambda: call_command("changepassword", name, stdout=StringIO())  # noqa: E731
        run("changepassword", [name], command)
        (change,) = heard()
        assert (change.what, change.by, change.by_command) == ("密码", None, True)
        assert change.by_name.endswith("（命令行）")
        assert User.objects.get(username=name).must_change_password

    def test_createsuperuser(self, heard, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
        command = lambda: call_command(  # noqa: E731
            "createsuperuser", interactive=False, username="root", stdout=StringIO()
        )
        run("createsuperuser", [], command)
        assert [one.what for one in heard()] == ["超级管理员", "用户名", "密码"]
        assert User.objects.get(username="root").must_change_password

    def test_loaddata(self, heard, review, tmp_path):
        user, file = review.publisher, tmp_path / "users.json"
        user.password = "pbkdf2_sha256$1$x$y"
        user.is_superuser = True
        file.write_text(serializers.serialize("json", [user]))
        call_command("loaddata", file, verbosity=0)
        assert [one.what for one in heard()] == ["超级管理员", "密码"]


class TestOwnHands:
    def test_whoever_proves_the_old_password_changes_it_for_themselves(self, heard, client):
        user = User.objects.get(username="li")
        with context.acting(user):
            with_password(user)
        first = len(heard())
        type_password(client, "li")
        form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        assert client.post(reverse("account_change_password"), form).status_code == 302
        assert len(heard()) == first
        assert not User.objects.get(username="li").must_change_password

    def test_a_hash_that_is_renewed_at_sign_in_is_no_new_password(
        self, heard, settings, client, second
    ):
        with context.acting(second):
            with_password(second)
        first = len(heard())
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
        before = User.objects.get(pk=second.pk).password
        type_password(client, "li")
        assert User.objects.get(pk=second.pk).password != before
        assert len(heard()) == first

    def test_a_second_factor_that_is_enrolled_and_not_that_it_is_used(self, heard, second):
        with context.acting(second, "10.0.0.1"):
            with_second_factor(second)
            totp = Authenticator.objects.get(user=second, type="totp")
            spend(totp, "123456")
            totp.record_usage()
        assert [(one.before, one.after, one.by) for one in heard()] == [
            ("无", "已启用", second)
        ] * 2

    def test_an_identity_that_is_bound_at_sign_in(self, heard, second):
        with context.acting(None, "10.0.0.1"):
            SocialAccount.objects.create(user=second, provider="oidc", uid="7")
        (change,) = heard()
        assert (change.after, change.by_command) == ("已绑定", False)


class TestBehindThePages:
    def test_permissions_by_the_shell(self, heard, second):
        permission = Permission.objects.get(codename="publish_lists")
        second.user_permissions.add(permission)
        Group.objects.get(name="管理员").permissions.add(permission)
        assert [(one.subject, one.aspect) for one in heard()] == [
            (f"user:{second.pk}", "permission:publish_lists"),
            ("roles", "permission:publish_lists"),
        ]

    def test_roles_from_the_side_of_the_role(self, heard, second):
        group = Group.objects.get(name=PUBLISHERS)
        group.user_set.add(second)
        group.user_set.clear()
        assert [(one.after, one.grants) for one in heard(user=second)] == [
            ("有", True),
            ("无", False),
        ]
