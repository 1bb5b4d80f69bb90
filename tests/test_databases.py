"""Where two meet: one waits for the other, and not for somebody else."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from django.db import transaction

from tests.databases import (
    execute,
    in_thread,
    someone_waits,
    wait_until_it_waits,
    with_many_writers,
)


@transaction.atomic
def lock(key, then=lambda: None):
    """Hold a lock of the database while something is done."""
    execute("SELECT pg_advisory_xact_lock(%s)", [key])
    then()


@with_many_writers
def test_who_waits_for_another_does_not_wait_for_us(transactional_db):
    may_end, mine, theirs = Event(), 1, 2

    def wait_for_the_stranger():
        stranger_waits.append(in_thread(pool, lambda: lock(theirs)))
        wait_until_it_waits(stranger_waits[0])
        seen.set()
        may_end.wait()

    stranger_waits, seen = [], Event()
    with ThreadPoolExecutor(3) as pool:
        in_thread(pool, lambda: lock(theirs, wait_for_the_stranger))
        seen.wait()
        with transaction.atomic():
            lock(mine)
            waits_for_others = someone_waits()
            future = in_thread(pool, lambda: lock(mine))
            wait_until_it_waits(future)
            waits_for_us = someone_waits()
        may_end.set()
    assert (waits_for_others, waits_for_us) == (False, True)
