"""Who the tests are about: an administrator, a member of staff without rights, a visitor.

The visitor is pytest-django's plain ``client``. Departments' editors and reviewers join later.
"""

from django.test import Client

from portal.accounts.models import User


def make_administrator():
    return User.objects.create(
        username="gao", display_name="高管理", is_staff=True, is_superuser=True
    )


def make_stranger():
    """May sign in to the admin, and must be refused everything there."""
    return User.objects.create(username="mo", display_name="莫相干", is_staff=True)


def signed_in(user):
    """A client in which a user is signed in."""
    client = Client()
    client.force_login(user)
    return client
