"""What an administrator who is no superuser may do to accounts, and cannot do to rights."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from portal.accounts.models import Membership, Office, User
from portal.accounts.permissions import ADMINISTRATORS, EDITORS, MANAGED, REVIEWERS
from portal.accounts.signin.sessions import sessions_of
from portal.reviews.models import Kind, RouteStage
from tests import cast
from tests.admin import as_sent, model_admins, new_rows, page
from tests.factories import make_department
from tests.signing_in import (
    PASSWORD,
    is_signed_in,
    type_password,
    with_password,
    with_second_factor,
)

USERS = page(User, "changelist")


@pytest.fixture
def manager(db):
    """An administrator who is no superuser."""
    user = User.objects.create(username="guan", display_name="管理员甲", is_staff=True)
    return cast.join(user, ADMINISTRATORS)


@pytest.fixture
def desk(manager):
    return cast.signed_in(manager)


@pytest.fixture
def newcomer(db):
    return User.objects.create(username="xin", display_name="新同事")


def group(name):
    return Group.objects.get(name=name)


def save(client, user, *rows, **changes):
    """Save the form of a user as it stands, with changes and further memberships (the response)."""
    address = page(User, "change", user.pk)
    form = as_sent(client.get(address))
    form = {name: value for name, value in form.items() if value != "False"}
    form["groups"] = list(user.groups.values_list("pk", flat=True))
    sent = new_rows(form, "memberships", *rows) | changes
    return client.post(address, {name: value for name, value in sent.items() if value is not None})


class TestAppointing:
    def test_whoever_gets_a_role_gets_into_the_admin(self, desk, newcomer, client):
        department = make_department()
        answer = save(
            desk, newcomer, {"department": department.pk, "office": ""}, groups=[group(EDITORS).pk]
        )
        assert answer.status_code == 302
        newcomer.refresh_from_db()
        assert newcomer.is_staff
        assert Membership.objects.get(user=newcomer).department == department
        client.force_login(newcomer)
        assert client.get(reverse("admin:index")).status_code == 200

    def test_whoever_loses_the_last_role_is_let_in_no_more(self, desk):
        reviewer = cast.make_reviewer("法制办")
        assert save(desk, reviewer, groups=[]).status_code == 302
        reviewer.refresh_from_db()
        assert not reviewer.is_staff

    def test_there_are_four_roles_to_choose_from(self, desk, newcomer):
        form = desk.get(page(User, "change", newcomer.pk)).context["adminform"].form
        names = [label for _, label in form.fields["groups"].choices]
        assert names == ["编辑", "审查", "公布", "管理员"]

    def test_a_membership_is_of_a_department_or_of_an_office(self, desk, newcomer):
        office = Office.objects.get_or_create(name="法制办")[0]
        both = {"department": make_department().pk, "office": office.pk}
        assert "要么写编辑的部门，要么写所在的审查机构" in save(desk, newcomer, both).text

    def test_a_closed_account_is_signed_out_everywhere(self, desk, client, newcomer):
        with_password(newcomer)
        type_password(client, "xin")
        assert save(desk, newcomer, is_active=None).status_code == 302
        assert not is_signed_in(client)
        assert not sessions_of(newcomer).exists()
        assert "用户名或密码不正确" in type_password(client, "xin").text

    def test_nobody_is_deleted(self, desk, administrator, newcomer):
        for client in (desk, administrator):
            assert client.post(page(User, "delete", newcomer.pk)).status_code == 403
            answer = client.post(
                USERS, {"action": "delete_selected", "_selected_action": [newcomer.pk]}
            )
            assert User.objects.filter(pk=newcomer.pk).exists()
            assert answer.status_code == 302


class TestNoWayUp:
    """Rights that an administrator has not cannot be had by way of the admin."""

    @pytest.mark.parametrize("forged", ["is_superuser", "is_staff", "user_permissions"])
    def test_fields_that_the_form_does_not_have_are_ignored(self, desk, manager, newcomer, forged):
        value = list(Permission.objects.values_list("pk", flat=True)[:5])
        sent = {forged: value if forged == "user_permissions" else "on"}
        for user in (manager, newcomer):
            save(desk, user, **sent)
            user.refresh_from_db()
            assert not user.is_superuser
            assert not user.user_permissions.exists()
        assert not newcomer.is_staff

    def test_ones_own_roles_and_memberships_are_not_for_oneself_to_change(self, desk, manager):
        row = {"department": make_department().pk, "office": ""}
        form = as_sent(desk.get(page(User, "change", manager.pk))) | {
            "display_name": "换了姓名",
            "groups": [group(REVIEWERS).pk, group(ADMINISTRATORS).pk],
            "memberships-TOTAL_FORMS": 1,
            "memberships-INITIAL_FORMS": 0,
            **{f"memberships-0-{name}": value for name, value in row.items()},
        }
        assert desk.post(page(User, "change", manager.pk), form).status_code == 302
        manager.refresh_from_db()
        assert manager.display_name == "换了姓名"
        assert [one.name for one in manager.groups.all()] == [ADMINISTRATORS]
        assert not manager.memberships.exists()
        assert manager.is_active

    def test_superusers_are_seen_and_left_alone(self, desk):
        superuser = cast.make_administrator()
        assert desk.get(page(User, "change", superuser.pk)).status_code == 200
        form = {"username": "gao", "display_name": "换了姓名"}
        assert desk.post(page(User, "change", superuser.pk), form).status_code == 403
        password = reverse("admin:auth_user_password_change", args=[superuser.pk])
        for answer in (desk.get(password), desk.post(password, {"password1": PASSWORD})):
            assert answer.status_code == 403
        superuser.refresh_from_db()
        assert superuser.display_name == "高管理"

    @pytest.mark.parametrize("action", ["release_locks", "remove_second_factors"])
    def test_actions_pass_superusers_by(self, desk, action):
        superuser = with_second_factor(cast.make_administrator())
        answer = desk.post(
            USERS, {"action": action, "_selected_action": [superuser.pk]}, follow=True
        )
        assert "：0 个账号。" in answer.text
        assert Authenticator.objects.filter(user=superuser).count() == 2

    def test_nobody_takes_off_the_own_second_factor_here(self, desk, manager):
        with_second_factor(manager)
        desk.post(USERS, {"action": "remove_second_factors", "_selected_action": [manager.pk]})
        assert Authenticator.objects.filter(user=manager).count() == 2

    def test_roles_themselves_are_not_in_the_admin(self, administrator):
        assert administrator.get("/admin/auth/group/").status_code == 404

    @pytest.mark.parametrize("make", [cast.make_publisher, cast.make_stranger])
    def test_others_have_nothing_to_do_with_accounts(self, db, make, newcomer):
        client = cast.signed_in(make())
        for address in (USERS, page(User, "change", newcomer.pk), page(User, "add")):
            assert client.get(address).status_code == 403
            assert client.post(address).status_code == 403


def test_a_lost_second_factor_is_taken_off(desk):
    reviewer = with_second_factor(cast.make_reviewer("法制办"))
    answer = desk.post(
        USERS,
        {"action": "remove_second_factors", "_selected_action": [reviewer.pk]},
        follow=True,
    )
    assert "解除两步验证（手机和恢复码都丢失）" in answer.text
    assert "解除两步验证：1 个账号。" in answer.text
    assert not Authenticator.objects.filter(user=reviewer).exists()


class TestWhatAdministratorsKeep:
    @pytest.mark.parametrize("label", MANAGED)
    def test_the_models_that_they_keep_exist_and_open(self, desk, label):
        model = apps.get_model(label)
        for action in MANAGED[label]:
            permission = f"{model._meta.app_label}.{action}_{model._meta.model_name}"
            assert Permission.objects.filter(codename=permission.split(".")[1]).exists()
        if model in model_admins():
            assert desk.get(page(model, "changelist")).status_code == 200

    def test_a_route_is_set_up_stage_by_stage(self, desk):
        office = Office.objects.get_or_create(name="信访局")[0]
        form = {
            "kind": Kind.CHANGE,
            "position": 9,
            "name": "征求意见",
            "office": office.pk,
            "working_days": 5,
        }
        assert desk.post(page(RouteStage, "add"), form).status_code == 302
        assert RouteStage.objects.get(position=9).office == office
        assert "已有排在这个位置的环节" in desk.post(page(RouteStage, "add"), form).text

    def test_an_office_shows_who_reviews_for_it(self, desk):
        cast.make_reviewer("法制办")
        assert "沈审查" in desk.get(page(Office, "changelist")).text
