"""Two administrators save one record at the same moment: one is told.

With the lock or the version taken out, the older form would bring the account back.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from portal.accounts.models import User
from portal.accounts.versions import pages, version
from tests import cast
from tests.admin import as_sent, page
from tests.databases import in_thread, with_many_writers
from tests.factories import make_department
from tests.portal.reviews.workflow.test_concurrency import PATIENCE
from tests.processes import start_python

#: A user's form as it stands; without roles, which a test need not repeat.
ROLES = {"groups": [], "is_superuser": ""}
with_threads = pytest.mark.usefixtures("transactional_db")


def forms(address):
    """Two clients, and what each sends: one closes the account, the other renames it."""
    clients = [
        cast.signed_in(User.objects.create(username=name, is_staff=True, is_superuser=True))
        for name in ("jia", "yi")
    ]
    sent = as_sent(clients[0].get(address)) | ROLES
    closing = {name: value for name, value in sent.items() if name != "is_active"}
    return list(zip(clients, (closing, sent | {"display_name": "边小编"}), strict=True))


def both_save(monkeypatch, patience):
    """What two are answered who both have compared before either writes, if nothing holds them."""
    editor = cast.make_editor(make_department())
    address = page(User, "change", editor.pk)
    works = forms(address)
    barrier, compared = Barrier(2), version.of

    def compare(form, formsets):
        found = compared(form, formsets)
        # Where a lock holds the other one back it never comes: then go on alone.
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=patience)
        return found

    monkeypatch.setattr(version, "of", compare)
    with ThreadPoolExecutor(2) as pool:
        futures = [
            in_thread(pool, lambda client=client, sent=sent: client.post(address, sent).status_code)
            for client, sent in works
        ]
        return sorted(future.result() for future in futures)


@with_many_writers
@with_threads
def test_of_two_who_save_at_once_one_is_told(monkeypatch):
    assert both_save(monkeypatch, PATIENCE["locked"]) == [200, 302]


@with_many_writers
@with_threads
def test_without_the_lock_both_would_be_saved(monkeypatch):
    monkeypatch.setattr(pages, "lock", lambda *args: None)
    assert both_save(monkeypatch, PATIENCE["unlocked"]) == [302, 302]


SAVE = """
import sys
from django.test.utils import setup_test_environment
from portal.accounts.models import User
from portal.accounts.versions.version import Version
from tests import cast
from tests.admin import as_sent, page

setup_test_environment()
{unversioned}
address = page(User, "change", User.objects.get(username="bian").pk)
client = cast.signed_in(User.objects.get(username={name!r}))
sent = as_sent(client.get(address)) | {roles}
{changes}
print("ready", flush=True)
sys.stdin.readline()
print(client.post(address, sent).status_code)
"""
CHANGES = {"jia": 'sent.pop("is_active")', "yi": 'sent["display_name"] = "边小编"'}
UNVERSIONED = "Version.differs = lambda self, other: []"


def two_processes(environment, unversioned=""):
    """What two processes answer whose forms were both opened before either is saved (list)."""
    processes = [
        start_python(
            environment,
            SAVE.format(name=name, changes=changes, roles=ROLES, unversioned=unversioned),
        )
        for name, changes in CHANGES.items()
    ]
    try:
        assert [process.stdout.readline() for process in processes] == ["ready\n", "ready\n"]
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()
    finally:
        answers = [process.communicate()[0].strip() for process in processes]
    return sorted(answers)


@pytest.fixture
def accounts(transactional_db):
    cast.make_editor(make_department())
    for name in CHANGES:
        User.objects.create(username=name, is_staff=True, is_superuser=True)


def test_of_two_processes_one_is_told(accounts, other_processes):
    assert two_processes(other_processes) == ["200", "302"]


def test_without_the_version_both_would_be_saved(accounts, other_processes):
    assert two_processes(other_processes, UNVERSIONED) == ["302", "302"]
