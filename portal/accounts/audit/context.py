"""Who is at work, and from where: known to the log without passing it through every function.

Held by the thread (or task) that answers a request or runs a command, for as long as it does.
"""

import os
import pwd
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Whoever is at work: someone signed in, a visitor, or who runs a command on the server.

    ``find_user`` returns the user or None and is called only when something is to be noted, so that
    a page that notes nothing asks neither the session nor the database. ``operator`` is the account
    of the operating system that runs a command.
    """

    find_user: Callable = lambda: None
    address: str = ""
    operator: str = ""

    @property
    def user(self):
        """The signed-in user, or None."""
        return self.find_user()


NOBODY = Actor()
_current = ContextVar("actor", default=NOBODY)


def current():
    """The Actor of the request or command under way."""
    return _current.get()


def acting(user, address=""):
    """Within the block, what is logged was done by this user from this address."""
    return _as(Actor(lambda: user, address))


def answering(request, address):
    """Within the block, what is logged was done by whoever sent this request."""

    def find_user():
        user = getattr(request, "user", None)
        return user if user is not None and user.is_authenticated else None

    return _as(Actor(find_user, address))


def commanding():
    """Within the block, what is logged was done by who runs this process."""
    return _as(Actor(operator=_account()))


@contextmanager
def _as(actor):
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)


def _account():
    # Not from the environment, which says what one likes.
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
