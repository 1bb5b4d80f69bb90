"""A ticket in each form, by which what is sent after the session ended is known to be its user's.

It opens nothing: what comes with it is held for that user, who signs in before it is saved.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.crypto import constant_time_compare

#: For how long what a page sends is still held.
LASTS = timedelta(days=30)
_SALT = "portal.reviews.held"


def ticket_of(user):
    """The ticket of a user (str); another password makes it void."""
    return signing.dumps([user.pk, _mark(user)], salt=_SALT)


def holder_of(ticket):
    """Whose ticket it is (a user who may sign in; None if it is none, or void)."""
    try:
        key, mark = signing.loads(ticket, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    user = get_user_model().objects.filter(pk=key, is_active=True).first()
    return user if user and constant_time_compare(mark, _mark(user)) else None


def _mark(user):
    return user.get_session_auth_hash()[:16]
