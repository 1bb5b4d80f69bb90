"""Tickets: what a form carries so that it is sent by a person, in time, and counts once.

A ticket is signed, says when the form was made, and has a name of its own that the correction
keeps: sent twice, it is still one correction. Nothing is stored for a form that is never sent.
"""

import secrets
from dataclasses import dataclass
from time import time

from django.core import signing

#: A person needs at least so many seconds to fill in the form.
AT_LEAST = 3
#: So long a form may lie open (seconds): half a day.
AT_MOST = 12 * 3600
_SIGNER = signing.Signer(salt="corrections.ticket")


@dataclass(frozen=True)
class Ticket:
    """``name`` is unique (22 characters), ``made_at`` in seconds since 1970."""

    name: str
    made_at: int

    @classmethod
    def new(cls):
        return cls(secrets.token_urlsafe(16), int(time()))

    @classmethod
    def read(cls, text):
        """The ticket that a form brought back; None if we did not make it or it is too old."""
        try:
            ticket = cls(*_SIGNER.unsign_object(text))
        except signing.BadSignature:
            return None
        return ticket if ticket.age <= AT_MOST else None

    def __str__(self):
        return _SIGNER.sign_object([self.name, self.made_at])

    @property
    def age(self):
        """Seconds since the form was made."""
        return time() - self.made_at

    @property
    def is_hasty(self):
        """Whether no person can have filled in the form."""
        return self.age < AT_LEAST
