"""What the rest of the portal calls to note something."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth import get_user_model
from django.db import Error, transaction

from . import chain, context
from .models import Event

Kind = Event.Kind

_logger = logging.getLogger(__name__)
_waiting = ContextVar("waiting", default=None)


def note(kind, subject=None, text="", *, user=None, before=None, after=None):
    """Append an event about a record (any model instance, or None) to the audit log.

    The user is the one at work unless another is given. What happens in a transaction that fails
    is not logged either: a refusal is noted after it. Returns the Event.
    """
    actor = context.current()
    user = user or actor.user
    event = Event(
        kind=kind,
        user=user,
        user_name=user.get_full_name() if user else _operator(actor),
        address=actor.address,
        subject=_named(subject) if subject else "",
        subject_name=str(subject) if subject else "",
        text=text,
        before=before,
        after=after,
    )
    waiting = _waiting.get()
    if waiting is None:
        chain.append(event)
    else:
        waiting.append(event)
    return event


@contextmanager
def at_the_end():
    """Within the block, what is noted waits for its end, and is then appended in one go.

    All writers share the lock of the log. An action that locks one record after another, and notes
    each, would hold it while it waits for the next record, whose writer waits for the log. The
    block stands within the action's transaction; if it fails, nothing is noted.
    """
    if _waiting.get() is not None:
        yield
        return
    events = []
    token = _waiting.set(events)
    try:
        yield
    finally:
        _waiting.reset(token)
    chain.append(*events)


def note_or_tell(kind, subject=None, text="", *, user=None):
    """Note what has happened anyway, in a transaction of its own.

    If the log cannot be written the server's own log says so, and the page is answered.
    """
    try:
        with transaction.atomic():
            note(kind, subject, text, user=user)
    except Error:
        _logger.exception("审计记录无法写入：%s %s %s", kind.label, subject or "", text)


def writers_of(records):
    """Who wrote some records (any model instances), as far as the log tells (a queryset of User)."""
    subjects = [_named(record) for record in records]
    writes = Event.objects.filter(kind=Kind.WRITE, subject__in=subjects, user__isnull=False)
    return get_user_model().objects.filter(pk__in=writes.order_by().values("user"))


def actor_name():
    """The name of whoever is at work, as the log has it (str)."""
    actor = context.current()
    return actor.user.get_full_name() if actor.user else _operator(actor)


#: What the log calls a decision's key and the digest that it was made on.
DECISION, JUDGED = "审查意见编号", "草稿摘要"


def decisions_noted():
    """What the log tells of decisions: keys with digests, and texts where there was no more.

    Returns two sets: of (key, digest), and of (subject, user's key, text).
    """
    keys, texts = set(), set()
    for event in Event.objects.filter(kind=Kind.DECISION).iterator():
        if event.after and DECISION in event.after:
            keys.add((event.after[DECISION], event.after[JUDGED]))
        else:
            texts.add((event.subject, event.user_id, event.text))
    return keys, texts


def writes_of(record):
    """What was written of a record (any model instance), as the log tells (a queryset of Event)."""
    return Event.objects.filter(kind=Kind.WRITE, subject=_named(record))


def _named(subject):
    return f"{subject._meta.label_lower}:{subject.pk}"


def _operator(actor):
    return f"{actor.operator}（命令行）" if actor.operator else ""
