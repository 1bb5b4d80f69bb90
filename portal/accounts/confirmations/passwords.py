"""A password that somebody else chose is changed at the first sign-in, before any work."""

from ..audit import context
from . import setup


def is_told(user, fact):
    """Whether a new password (Fact; None if it is gone) is a change that others hear of.

    One that its owner changes with the old one is their own affair, and ends the duty to change it.
    """
    if user.keeps_password:
        return False
    _require(user, fact is not None and _is_anothers(user))
    return not user.changes_own_password


def _is_anothers(user):
    """Whether somebody other than the owner chose the password."""
    actor = context.current()
    if user.changes_own_password or actor.user == user:
        return False
    if actor.user is None and actor.address:
        return False  # by the link in a mail to the owner
    # Whoever installs the site gives their own account its password.
    return not (setup.is_under_way() and actor.user is None and user.is_superuser)


def _require(user, required):
    if user.must_change_password != required:
        type(user)._base_manager.filter(pk=user.pk).update(must_change_password=required)
        user.must_change_password = required
