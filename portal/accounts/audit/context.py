"""Who is at work, and from where: known to the log without passing it through every function."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A signed-in user (None for a visitor or a command) and the address of the client."""

    user: object = None
    address: str = ""


NOBODY = Actor()
_current = ContextVar("actor", default=NOBODY)


def current():
    """The Actor of the request or command under way."""
    return _current.get()


@contextmanager
def acting(user, address=""):
    """Within the block, what is logged was done by this user from this address."""
    token = _current.set(Actor(user, address))
    try:
        yield
    finally:
        _current.reset(token)
