"""Writers of different records at once, on real connections: none waits for another in a circle.

SQLite has one writer at a time for the whole database, so these run on PostgreSQL.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Event as Flag

import pytest
from django.db import OperationalError, connection, transaction

from departments.models import Department
from portal.accounts.audit import chain
from portal.accounts.audit.log import Kind, at_the_end, note
from tests.databases import in_thread, wait_until_it_waits, with_many_writers
from tests.factories import make_department

pytestmark = [with_many_writers, pytest.mark.usefixtures("transactional_db")]


def lock(department):
    return Department.objects.select_for_update().get(pk=department.pk)


@transaction.atomic
def write_both(one, other, noting, has_noted):
    """An action over several records, each locked and noted in its turn."""
    with noting:
        note(Kind.WRITE, lock(one))
        has_noted.set()
        note(Kind.WRITE, lock(other))


def write_at_once(noting):
    """Somebody writes to the second record while an action goes over both (raises what either does)."""
    one, other = make_department("a", "甲局"), make_department("b", "乙局")
    has_noted = Flag()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock(other)
            action = in_thread(pool, lambda: write_both(one, other, noting, has_noted))
            has_noted.wait()
            wait_until_it_waits(action)
            note(Kind.WRITE, other)
        action.result()


def test_an_action_over_several_records_takes_the_log_last():
    write_at_once(at_the_end())
    assert chain.current_head()["length"] == 3
    assert list(chain.faults()) == []


def test_without_that_they_wait_for_each_other():
    """The negative control: the database breaks the circle and one of both fails, wholly."""
    with pytest.raises(OperationalError, match="deadlock"):
        write_at_once(nullcontext())
    connection.close()
    assert chain.current_head()["length"] in (1, 2)
    assert list(chain.faults()) == []


def test_writers_of_different_records_follow_one_another():
    departments = [make_department(slug, f"{slug}局") for slug in "abcdefgh"]

    def write(department):
        with transaction.atomic():
            note(Kind.WRITE, lock(department))

    with ThreadPoolExecutor(8) as pool:
        for future in [in_thread(pool, lambda one=one: write(one)) for one in departments * 5]:
            future.result()
    assert chain.current_head()["length"] == 40
    assert list(chain.faults()) == []
