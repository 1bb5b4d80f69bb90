"""The people of the demonstration: one account for each part in a review."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from departments.models import Department
from portal.accounts.models import Membership, Office, User
from portal.accounts.permissions import ADMINISTRATORS, EDITORS, PUBLISHERS, REVIEWERS


@dataclass(frozen=True)
class Person:
    """An account: sign-in name, name, group, and the department (slug) or office it belongs to."""

    username: str
    name: str
    group: str
    department: str = ""
    office: str = ""


PEOPLE = [
    Person("minzheng", "民政局编辑", EDITORS, department="minzheng"),
    Person("caizheng", "财政局编辑", EDITORS, department="caizheng"),
    Person("shenji", "审计局编辑", EDITORS, department="shenji"),
    Person("anjian", "安监局编辑", EDITORS, department="anquanshengchanjianduguanli"),
    Person("weisheng", "卫生局编辑", EDITORS, department="weisheng"),
    Person("bianban", "编办审查员", REVIEWERS, office="机构编制委员会办公室"),
    Person("fazhiban", "法制办审查员", REVIEWERS, office="法制办公室"),
    Person("gongbu", "公布人", PUBLISHERS),
    Person("guanli", "管理员（演示）", ADMINISTRATORS),
]


def make_people():
    """Make the accounts, as far as they are not there (returns dict of username to User)."""
    return {person.username: _make(person) for person in PEOPLE}


def set_password(password):
    """Give all of them a password."""
    for user in User.objects.filter(username__in=[person.username for person in PEOPLE]):
        user.set_password(password)
        user.save(update_fields=["password"])


def _make(person):
    user, is_new = User.objects.get_or_create(
        username=person.username, defaults={"display_name": person.name, "is_staff": True}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=person.group))
        _join(user, person)
    return user


def _join(user, person):
    if person.department:
        department = Department.objects.get(slug=person.department)
        Membership.objects.create(user=user, department=department)
    if person.office:
        office, _ = Office.objects.get_or_create(name=person.office)
        Membership.objects.create(user=user, office=office)
