"""A worker sees what another process publishes: two real processes on one database file."""

import subprocess
import sys

import pytest
from django.conf import settings

PREPARE = """
from tests.searching import make_lists
make_lists()
"""
WORKER = """
import sys, time
from portal.search.service import ask
def answered():
    return [found.entry.title for found in ask("低保", limit=1)[0].entries]
asked = last_behind = time.time()
print(answered()[0], flush=True)
end = asked + 300
while asked < end and answered() != ["负责低保新政"]:
    last_behind = asked
    time.sleep(0.02)
    asked = time.time()
print(last_behind, flush=True)
"""
PUBLISH = """
import time
from departments.models import Department
from tests.factories import SECOND_DAY, add_duty, make_draft, publish
draft = make_draft(Department.objects.get(slug="minzheng"))
add_duty(draft, "负责低保新政", code="D-0001")
publish(draft, SECOND_DAY)
print(time.time())
"""


@pytest.fixture
def run(manage):
    def run(*arguments):
        done = manage(*arguments, PYTHONPATH=str(settings.BASE_DIR))
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_a_publication_is_seen_within_two_seconds(run, tmp_path):
    run("migrate", "--verbosity", "0")
    run("shell", "--verbosity", "0", "--command", PREPARE)
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", WORKER],
        cwd=settings.BASE_DIR,
        env={"DATA_DIR": str(tmp_path / "var"), "PYTHONPATH": str(settings.BASE_DIR)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert worker.stdout.readline() == "负责城乡居民最低生活保障工作\n"
        published_at = float(run("shell", "--verbosity", "0", "--command", PUBLISH))
        last_behind = float(worker.stdout.readline())
    finally:
        worker.kill()
        worker.communicate()
    # When it was asked, not when it had answered: a busy machine may take its time.
    assert last_behind - published_at < 2
