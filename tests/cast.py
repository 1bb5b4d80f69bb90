"""Who the tests are about: those who draft, review and publish, and those who must be refused.

The visitor is pytest-django's plain ``client``.
"""

from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.models import Membership, Office, User
from portal.accounts.permissions import ADMINISTRATORS, EDITORS, PUBLISHERS, REVIEWERS


def make_administrator():
    return User.objects.create(
        username="gao", display_name="高管理", is_staff=True, is_superuser=True
    )


def make_manager(username="guan", display_name="管理员甲"):
    """Administers accounts and routes, and is no superuser."""
    return _make(username, display_name, ADMINISTRATORS)


def make_stranger():
    """May sign in to the admin, and must be refused everything there."""
    return User.objects.create(username="mo", display_name="莫相干", is_staff=True)


def make_editor(department, *, username="bian", display_name="边编辑"):
    """Drafts the lists of a department."""
    return _make(username, display_name, EDITORS, department=department)


def make_reviewer(office, *, username="shen", display_name="沈审查"):
    """Decides for an office, which is named or given."""
    if isinstance(office, str):
        office = Office.objects.get_or_create(name=office)[0]
    return _make(username, display_name, REVIEWERS, office=office)


def make_publisher(*, username="gong", display_name="龚公布"):
    """Puts in force what all stages approved."""
    return _make(username, display_name, PUBLISHERS)


def join(user, group, *, department=None, office=None):
    """Let a user do one more kind of work (returns the user as it is then)."""
    user.groups.add(Group.objects.get(name=group))
    if department or office:
        Membership.objects.create(user=user, department=department, office=office)
    return User.objects.get(pk=user.pk)


def _make(username, display_name, group, **membership):
    user = User.objects.create(username=username, display_name=display_name, is_staff=True)
    return join(user, group, **membership)


def signed_in(user):
    """A client in which a user is signed in."""
    client = Client()
    client.force_login(user)
    return client
