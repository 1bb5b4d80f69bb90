"""What records say of who decides: their facts, compared before and after each write."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from . import keys

#: What stands before and after where something is not.
ABSENT = "无"


@dataclass(frozen=True)
class Fact:
    """One thing that is so, of a subject called ``name``.

    ``value`` is compared and never shown; ``shown`` are the words before and after. ``what`` says
    what changes. ``user`` and ``office`` are keys, None where it concerns none.
    """

    name: str
    what: str
    value: Any
    shown: Any
    user: int | None = None
    office: int | None = None
    absent: Any = ABSENT


def of_user(user):
    """Facts of an account itself: that it is closed, its rank, its name and its password."""
    named = {"name": called(user), "user": user.pk}
    found = {
        keys.CLOSED: Fact(what="账号是否有效", value=True, shown="停用", absent="有效", **named)
        if not user.is_active
        else None,
        keys.SUPERUSER: Fact(what="超级管理员", value=True, shown="是", absent="否", **named)
        if user.is_superuser
        else None,
        keys.USERNAME: Fact(what="用户名", value=user.username, shown=user.username, **named),
        keys.PASSWORD: Fact(what="密码", value=user.password, shown="已设", **named)
        if user.password and user.has_usable_password()
        else None,
    }
    return {(keys.user(user.pk), aspect): fact for aspect, fact in found.items() if fact}


def of_membership(membership):
    """For whom a user edits or reviews, and whether as head."""
    body = membership.department or membership.office
    where = (
        keys.office(membership.office_id)
        if membership.office_id
        else keys.department(membership.department_id)
    )
    subject = keys.user(membership.user_id)
    named = {"name": _user_name(membership.user_id), "user": membership.user_id}
    named["office"] = membership.office_id
    work = "审查" if membership.office_id else "编辑"
    found = {
        (subject, keys.member(where)): Fact(
            what=f"在{body}任职（{work}）", value=True, shown="有", **named
        )
    }
    if membership.is_head:
        found[subject, keys.head(where)] = Fact(
            what=f"{body}的负责人", value=True, shown="是", absent="否", **named
        )
    return found


def of_office(office):
    return {
        (keys.office(office.pk), keys.NAME): Fact(
            office.name, "审查机构名称", office.name, office.name, office=office.pk
        )
    }


def of_department(department):
    names = f"{department.name}（{department.short_name}）"
    return {
        (keys.department(department.pk), keys.NAME): Fact(
            department.short_name, "部门名称", names, names
        )
    }


def of_department_names(name):
    """All further names of the department that a name belongs to, together."""
    kept = type(name)._base_manager.filter(department=name.department_id)
    names = [
        f"{one.get_kind_display()} {one.name}" for one in kept.order_by("kind", "position", "pk")
    ]
    shown = "、".join(names) or ABSENT
    known = _name("departments.department", name.department_id)
    return {
        (keys.department(name.department_id), keys.NAMES): Fact(
            known, "部门的其他名称", shown, shown
        )
    }


def of_authenticator(authenticator):
    """A second factor, by its secret: that it was used is no change."""
    secret = authenticator.data.get("secret") or authenticator.data.get("seed") or authenticator.pk
    kind = authenticator.get_type_display()
    return _credential(
        authenticator.user_id, keys.SECOND_FACTOR, f"两步验证（{kind}）", secret, "已启用"
    )


def of_identity(identity):
    what = "统一身份认证的绑定"
    return _credential(identity.user_id, keys.IDENTITY, what, identity.uid, "已绑定")


def _credential(user, aspect, what, value, shown):
    name = _user_name(user)
    return {(keys.user(user), aspect): Fact(name, what, value, shown, user=user)}


def called(user):
    """What an account is called where it must be told from others of the same name (str)."""
    return f"{user.display_name}（{user.username}）" if user.display_name else user.username


def _user_name(key):
    found = apps.get_model("accounts.user")._base_manager.filter(pk=key).first()
    return called(found) if found else f"第 {key} 号用户"


def _name(label, key):
    found = apps.get_model(label)._base_manager.filter(pk=key).first()
    return str(found) if found else f"第 {key} 号"


def of_given(holder, held):
    """That a user has a role or permission, or a role a permission (its key, and the Fact)."""
    is_role = held._meta.label_lower == "auth.group"
    aspect = keys.role(held.name) if is_role else keys.permission(held.codename)
    what = f"角色“{held}”" if is_role else f"权限“{held.name}”"
    if holder._meta.label_lower == "auth.group":
        return (keys.ROLES, aspect), Fact(f"角色“{holder}”", what, True, "有")
    return (keys.user(holder.pk), aspect), Fact(called(holder), what, True, "有", user=holder.pk)
