import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import SimpleTestCase, TransactionTestCase, override_settings
from hypothesis import settings as hypothesis_settings

from departments.models import declared_sections
from departments.reading.contents import sections_in_use
from portal.pages import linked_sections
from portal.search import districts
from portal.search.indexing.registry import indexes
from portal.search.log.querylog import query_log
from portal.search.pages import subjects
from tests import cast, copies
from tests.days import sit_midnight_out
from tests.shipped import publish_shipped
from tests.turns import Turns

IN_CI = os.environ.get("CI") == "true"

hypothesis_settings.register_profile("desk", deadline=None, max_examples=20)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("ci" if IN_CI else "desk")


#: Seconds for which a page may take to come to what is expected of it: the machine may be busy.
PATIENCE = 30

#: What tests ask for that use the database of the tests.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests that never see the database."""
    for item in items:
        if not _uses_database(item):
            item.add_marker("one_database")


def _uses_database(item):
    return (
        item.get_closest_marker("django_db")
        or issubclass(item.cls or object, SimpleTestCase)
        or DATABASE_FIXTURES.intersection(item.fixturenames)
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """A test that asks twice what day it is must not be told two."""
    sit_midnight_out()


def pytest_make_parametrize_id(val, argname):
    """Bytes name no test: those of an archive hold the time of day at which it was made, and then
    each process of a run would collect other names. pytest numbers names that are the same.
    """
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish():
    """The collector need not look again and again through what stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium to drive with Playwright; skips where there is none, but never in CI."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        (pytest.fail if IN_CI else pytest.skip)("需要 Chromium 浏览器")
    # Playwright runs an event loop in this thread, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 (slow)

    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        with playwright.chromium.launch(executable_path=program, args=quiet) as browser:
            yield browser


@pytest.fixture(scope="session", autouse=True)
def nothing_collected(tmp_path_factory):
    """Static files stand as they are, not as ``make serve`` collected them under hashed names,
    which each client of a test would look through.
    """
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("collected") / "none"):
        yield


@pytest.fixture(autouse=True)
def fresh_search(monkeypatch):
    """A test finds no index of an earlier one's database, and what it asks is logged at once."""
    monkeypatch.setattr(query_log, "delay", 0)
    yield
    indexes.clear()


@pytest.fixture(autouse=True)
def nothing_kept(settings):
    """Every page of a test is made from its own database; tests of the page cache switch it on."""
    settings.PAGE_CACHE_MB = 0
    districts.forget()
    subjects.forget()


@pytest.fixture(autouse=True)
def usual_sections(monkeypatch):
    """Pages lead to the sections of every list; what a test asks of others it looks at itself
    (``sections_as_published``), and no second that ends within a request costs a look.
    """
    usual = tuple(one for one in declared_sections() if one.always)
    monkeypatch.setattr(linked_sections, "_in_second", lambda second: usual)


@pytest.fixture
def sections_as_published(usual_sections, monkeypatch):
    """Pages lead to the sections that the lists in force have."""
    monkeypatch.setattr(linked_sections, "_in_second", lambda second: tuple(sections_in_use()))


SITE_HASHERS = settings.PASSWORD_HASHERS


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Argon2 is slow for a reason, and no concern of most tests that sign in."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def site_passwords(settings):
    """Passwords are kept as on a site: for tests of that."""
    settings.PASSWORD_HASHERS = SITE_HASHERS


@pytest.fixture
def administrator(db):
    return cast.signed_in(cast.make_administrator())


@pytest.fixture
def stranger(db):
    return cast.signed_in(cast.make_stranger())


@pytest.fixture
def turns(request):
    """The live server answers one request at a time, and none within ``with turns:``."""
    turns = Turns()
    if "live_server" not in request.fixturenames:
        yield turns
        return
    with turns.serving():
        yield turns
    turns.__exit__()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database is kept as migrations leave it. After a test of real transactions it is had back
    so, not emptied: the triggers would refuse that while there are published editions.
    """
    with django_db_blocker.unblock():
        copies.keep(copies.EMPTY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: copies.restore())
        yield
    with django_db_blocker.unblock():
        copies.drop_all()


@pytest.fixture
def transactional_db(turns, transactional_db):
    """Real transactions. A page that is closed may still send something: not while the database is
    had back.
    """
    yield
    turns.__enter__()


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """A database for a whole module: what its own fixtures write is there for each of its tests,
    which carry the marker ``django_db``, and gone after the last.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _shipped(django_db_setup, django_db_blocker):
    """The district that is shipped, for a class (or a function that stands in none) or a module.
    Each test has it with ``db`` as if it were its own.
    """
    with django_db_blocker.unblock():
        publish_shipped()
    yield
    with django_db_blocker.unblock():
        copies.restore()


shipped = pytest.fixture(scope="class", name="shipped")(_shipped)
shipped_in_module = pytest.fixture(scope="module", name="shipped_in_module")(_shipped)


@pytest.fixture
def python(tmp_path):
    """Run Python with only these variables set, and the site's data in an empty directory."""

    def run(*arguments, **variables):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=kept | {"DATA_DIR": str(tmp_path / "var")} | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


@pytest.fixture
def manage(python):
    """Run manage.py in the same way."""
    return partial(python, settings.BASE_DIR / "manage.py")


@pytest.fixture
def other_processes(transactional_db, tmp_path):
    """The environment in which other processes see a migrated database without lists."""
    if connection.vendor == "sqlite":
        path = tmp_path / "db.sqlite3"
        with sqlite3.connect(path) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        url = f"sqlite:///{path}"
    else:
        name = connection.settings_dict["NAME"]
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
