"""A publication that is killed, wherever it is: nothing of it is there, or all of it."""

import pytest

from tests.processes import run_python

#: At how many places of the publication the process is killed.
TIMES = 20

PREPARE = """
from django.utils import timezone
from portal.reviews.workflow import actions
from portal.reviews.models import Act, Adjustment, Decision
from departments.models import Edition
from departments.publishing.verification import faults

def chosen():
    return [(one, one.version) for one in Adjustment.objects.filter(state="approved")]

def publish():
    publisher = one_publisher()
    return actions.publish(publisher, chosen(), timezone.localdate(), "蒸政办发〔2026〕1号")

def one_publisher():
    from portal.accounts.models import User
    return User.objects.get(username="publisher-a")

def check(acts):
    assert Act.objects.count() == acts
    assert Edition.objects.published().count() == 2 + 2 * acts
    assert Adjustment.objects.filter(state="published").count() == 2 * acts
    assert Decision.objects.filter(step="publish").count() == 2 * acts
    assert list(faults()) == []
"""
BEGIN = (
    PREPARE
    + """
from django.db import connection, transaction
from tests.reviewing import Review

count = 0

def counted(execute, sql, params, many, context):
    global count
    count += 1
    return execute(sql, params, many, context)

for slug in "ab":
    Review(slug, slug + "局").approved()
with transaction.atomic():
    with connection.execute_wrapper(counted):
        publish()
    transaction.set_rollback(True)
check(acts=0)
print(count)
"""
)
DIE = (
    PREPARE
    + """
import os, signal
from django.db import connection, connections

def die_at(place):
    left = place

    def die_there(execute, sql, params, many, context):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    check(acts=0)
    with connection.execute_wrapper(die_there):
        publish()

for place in {places}:
    connections.close_all()
    child = os.fork()
    if not child:
        die_at(place)
        os._exit(0)
    died = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert died == -signal.SIGKILL, died
"""
)
FINISH = PREPARE + "check(acts=0); publish(); check(acts=1)"


@pytest.mark.usefixtures("transactional_db")
def test_a_publication_killed_anywhere_leaves_nothing_and_can_be_done_again(other_processes):
    begun = run_python(other_processes, BEGIN)
    assert begun.returncode == 0, begun.stderr
    # Tried within a transaction, it took and gave up a savepoint more than it does by itself.
    queries = int(begun.stdout) - 2
    places = [1 + (queries - 1) * n // TIMES for n in range(1, TIMES + 1)]
    died = run_python(other_processes, DIE.format(places=places))
    assert died.returncode == 0, died.stderr
    finished = run_python(other_processes, FINISH)
    assert finished.returncode == 0, finished.stderr
