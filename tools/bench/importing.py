"""Import and publication of the whole document against ``loaddata`` of the same rows."""

import io
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from django.core.management import call_command
from django.db import connection

# Loaded beforehand: what a process loads once is no part of either way.
import portal.exchange.management.commands.import_lists  # noqa: F401
from departments.protection.triggers import maintenance

from .row import Row, at_most

LISTS = Path(__file__).resolve().parents[2] / "fixtures/430408/lists.txt"
APPS = ("departments", "duties", "boundaries", "supervision", "services")


ROUNDS = 3


def rows():
    """Each way on an empty database of its own, in turn; the median of the rounds."""
    with tempfile.TemporaryDirectory() as directory:
        if connection.vendor == "sqlite":
            # In a file, as in use; Django's tests would take memory.
            connection.settings_dict["TEST"]["NAME"] = str(Path(directory) / "bench.sqlite3")
        fixture = Path(directory) / "rows.json"
        rounds = [both_ways(fixture) for _ in range(ROUNDS)]
    imported, loaded = (median(times) for times in zip(*rounds, strict=True))
    where = connection.vendor
    return [
        at_most(f"导入并公布全部清单（{where}）", imported, "秒", 10),
        Row(f"loaddata 同样的行（{where}）", loaded, "秒"),
        at_most(f"导入相对 loaddata（{where}）", imported / loaded, "倍", 2),
    ]


def both_ways(fixture):
    """Seconds for the import, and for loading the rows that it made."""
    with empty_database():
        imported = seconds(import_and_publish)
        call_command("dumpdata", *APPS, output=fixture, exclude=["departments.maintenance"])
    with empty_database():
        return imported, seconds(lambda: load(fixture))


def import_and_publish():
    call_command(
        "import_lists",
        LISTS,
        district="430408",
        publish=True,
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )


def load(fixture):
    with maintenance("性能测量", "bench"):
        call_command("loaddata", fixture, verbosity=0)


@contextmanager
def empty_database():
    """A new test database with all migrations applied, dropped afterwards."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def seconds(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
