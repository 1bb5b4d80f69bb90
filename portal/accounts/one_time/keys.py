"""Who does what a form asks, and what others who send the same are shown."""

import time
import uuid
from datetime import timedelta

from django.utils import timezone

from .models import OneTimeKey

#: Seconds that a second request waits for the first one's result, and between its looks.
PATIENCE, LOOK_EVERY = 20, 0.05
#: A request that has no result after so long will have none: its process was killed.
LEASE = timedelta(minutes=5)
KEPT = timedelta(days=1)


class UnderWay(Exception):
    """The first request has no result yet. The text is shown to the user."""


def claim(user, digest):
    """The key of a form (an OneTimeKey), and whether it is this request that has to do it.

    Otherwise the key has a result. Waits for that of another request; raises UnderWay if it takes
    too long. Nothing is locked meanwhile.
    """
    mine, until = uuid.uuid4().hex, time.monotonic() + PATIENCE
    while True:
        key = _find(user, digest) or _take(user, digest, mine)
        if key and key.claim == mine:
            return key, True
        if key and key.status is not None:
            return key, False
        if key and _inherit(key, mine):
            return key, True
        if time.monotonic() > until:
            raise UnderWay(
                "您刚才提交的同一张表单还在办理。请过几分钟回到列表查看结果，不必再次提交。"
            )
        time.sleep(LOOK_EVERY)


def keep(key, **result):
    """Note what came of a form: status, and location, page, messages."""
    _own(key).update(**result)


def free(key):
    """Nothing came of it: the same form may be sent again."""
    _own(key).delete()


def _find(user, digest):
    return OneTimeKey.objects.filter(user=user, digest=digest).first()


def _take(user, digest, mine):
    _prune()
    key = OneTimeKey(user=user, digest=digest, claim=mine)
    OneTimeKey.objects.bulk_create([key], ignore_conflicts=True)  # of two at once one succeeds
    return _find(user, digest)


def _inherit(key, mine):
    """Whether this request takes the place of one that was killed."""
    now = timezone.now()
    if key.claimed_at > now - LEASE or not _own(key).update(claim=mine, claimed_at=now):
        return False
    key.claim = mine
    return True


def _own(key):
    return OneTimeKey.objects.filter(pk=key.pk, claim=key.claim, status=None)


def _prune():
    old = OneTimeKey.objects.filter(claimed_at__lt=timezone.now() - KEPT)
    # What another request is pruning is not waited for.
    OneTimeKey.objects.filter(pk__in=old.select_for_update(skip_locked=True)).delete()
