import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import SimpleTestCase, override_settings
from hypothesis import settings as hypothesis_settings

from portal.search import districts, subjects
from portal.search.querylog import query_log
from portal.search.registry import indexes
from tests import cast
from tests.databases import drop_triggers, restore_what_migrations_wrote
from tests.days import sit_midnight_out
from tests.turns import Turns

IN_CI = os.environ.get("CI") == "true"

hypothesis_settings.register_profile("local", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("ci" if IN_CI else "local")


#: Seconds for which a page may take to come to what is expected of it: the machine may be busy.
PATIENCE = 30

#: What tests ask for that use the database of the tests.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


#: Tests that look at pages only: at their texts, links, forms and files. What pages rest on has its
#: own tests, and that each address answers on either database is asked in test_permissions.py.
PAGES = tuple(
    f"tests/{path}"
    for path in (
        "departments/test_compare_page.py",
        "departments/test_entry_page.py",
        "departments/test_section_pages.py",
        "portal/accounts/test_menu.py",
        "portal/pages/data/test_dictionary.py",
        "portal/pages/data/test_files.py",
        "portal/pages/data/test_pages.py",
        "portal/pages/test_about.py",
        "portal/pages/test_display.py",
        "portal/pages/test_errors.py",
        "portal/pages/test_links.py",
        "portal/pages/test_markup.py",
        "portal/pages/test_structured_data.py",
        "portal/pages/test_titles.py",
        "portal/reviews/desk/test_attachments.py",
        "portal/reviews/desk/test_comments.py",
        "portal/reviews/desk/test_dossier.py",
        "portal/reviews/desk/test_notices_page.py",
        "portal/reviews/desk/test_publishing.py",
        "portal/reviews/desk/test_steps.py",
        "portal/reviews/drafting/test_entry_form.py",
        "portal/reviews/drafting/test_overview.py",
        "portal/reviews/papers/",
        "site/",
    )
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests for which it is enough to run on one database."""
    for item in items:
        if item.nodeid.startswith(PAGES) or not _uses_database(item):
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


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium to drive with Playwright; skips where there is none, but never in CI."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        (pytest.fail if IN_CI else pytest.skip)("需要 Chromium 浏览器")
    # Playwright runs an event loop in this thread, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import expect, sync_playwright

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


@pytest.fixture
def quick_passwords(settings):
    """Argon2 is slow for a reason, and no concern of most tests that sign in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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


@pytest.fixture
def transactional_db(turns, transactional_db):
    """Real transactions. Such a test ends with a flush of all tables, which the triggers refuse
    while there are published editions: they are taken out first. The flush sends ``post_migrate``,
    and ``departments.triggers`` then puts back what is missing. What migrations wrote is gone after
    the first such test, so it is written again.
    """
    restore_what_migrations_wrote()
    yield
    turns.__enter__()  # a page that is closed may still send something: not into the flush
    drop_triggers()


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """A database for a whole module: what its own fixtures write is there for each of its tests,
    which carry the marker ``django_db``, and gone after the last.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        restore_what_migrations_wrote()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def manage(tmp_path):
    """Run manage.py with only these variables set, and its data in an empty directory."""

    def run(*arguments, **variables):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.run(
            [sys.executable, settings.BASE_DIR / "manage.py", *arguments],
            env=kept | {"DATA_DIR": str(tmp_path / "var")} | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


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
