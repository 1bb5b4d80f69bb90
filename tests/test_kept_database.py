"""A database of commit 450e504, with editions in force and adjustments under way, goes on here."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.databases import another_database, psql

#: A database as it was left, and in ``expected`` what the code of then said of it (expect.py).
KEPT = settings.BASE_DIR / "tests" / "data" / "450e504"
EXPECTED = KEPT / "expected"
#: What no migration may change: each edition's digests, and the head of the log by then.
DIGESTS = (
    "SELECT number, digest, previous_digest, record_digest FROM departments_edition"
    " WHERE state = 'published' ORDER BY id"
)
#: Who had which form open: a table that emptied itself within minutes, and no record. And the
#: count of changes of the search, which nobody had rights to (its rows say now what was loaded).
REPLACED = ("openform", "searchversion")
LOG = "SELECT digest FROM audit_event ORDER BY id"


@contextmanager
def on_sqlite(tmp_path):
    """The database as of then: its address, and a function that asks it."""
    path = tmp_path / "kept.sqlite3"
    database = sqlite3.connect(path)
    database.executescript(gzip.decompress((KEPT / "sqlite.sql.gz").read_bytes()).decode())
    yield f"sqlite:///{path}", lambda sql: database.execute(sql).fetchall()
    database.close()


@contextmanager
def on_postgresql(tmp_path):
    script = gzip.decompress((KEPT / "postgresql.sql.gz").read_bytes()).decode()
    # What psql alone understands.
    lines = (line for line in script.splitlines() if not line.startswith("\\"))
    with another_database("kept") as url, psql(url.geturl()) as cursor:
        cursor.execute("\n".join(lines))
        cursor.execute("SET search_path = public")

        def ask(sql):
            cursor.execute(sql)
            return cursor.fetchall()

        yield url.geturl(), ask


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The database migrated: functions that run manage.py on it and ask it; what stood there before."""
    tmp_path = tmp_path_factory.mktemp("kept")
    databases = {"sqlite": on_sqlite, "postgresql": on_postgresql}
    with databases[connection.vendor](tmp_path) as (url, ask):

        def run(*arguments, **variables):
            environment = {"DATABASE_URL": url, "DATA_DIR": str(tmp_path)} | variables
            return subprocess.run(
                [sys.executable, settings.BASE_DIR / "manage.py", *arguments],
                env=os.environ | environment,
                capture_output=True,
                encoding="utf-8",
                timeout=120,
            )

        before = ask(DIGESTS), ask(LOG)
        done = run("migrate", "--verbosity=0")
        assert (done.returncode, done.stderr) == (0, "")
        yield run, ask, before


def test_its_digests_stay_and_both_verifiers_are_green(kept):
    run, ask, (digests, log) = kept
    assert ask(DIGESTS) == digests
    assert ask(LOG)[: len(log)] == log
    for command in ("verify_editions", "verify_audit"):
        done = run(command)
        assert (done.returncode, done.stderr) == (0, "")


def test_each_edition_has_a_carried_proof_noted_once(kept):
    run, ask, (digests, _) = kept
    kinds = "SELECT kind, count(*) FROM departments_proof GROUP BY kind"
    noted = "SELECT count(*) FROM audit_event WHERE subject = 'departments.proof:carried'"
    for _ in range(2):
        assert ask(kinds) == [("carried", len(digests))]
        assert ask(noted) == [(1,)]
        assert run("migrate", "--verbosity=0").returncode == 0


@pytest.mark.parametrize(
    "plan",
    [["audit", "zero"], ["departments", "0003"], ["audit", "zero", "--fake"]],
    ids=" ".join,
)
def test_a_plan_that_goes_back_over_what_is_kept_takes_no_step(kept, plan):
    run, ask, _ = kept
    applied = "SELECT app, name FROM django_migrations ORDER BY id"
    triggers = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
    }[connection.vendor]
    standing = ask(applied), ask(triggers)
    done = run("migrate", *plan)
    assert done.returncode == 1
    assert "不能撤销迁移" in done.stderr
    assert "整个计划一步也没有执行" in done.stderr
    assert (ask(applied), ask(triggers)) == standing
    assert run("verify_editions").returncode == 0


@pytest.fixture(scope="module")
def said(kept, tmp_path_factory):
    """What is said of the database now: the directory that the code of then filled as well."""
    run, _, _ = kept
    place = tmp_path_factory.mktemp("said")
    script = (KEPT / "expect.py").read_text()
    done = run("shell", "--verbosity=0", "--command", script, EXPECTED=str(place), DEBUG="1")
    assert (done.returncode, done.stderr) == (0, "")
    return place


@pytest.fixture
def then_and_now(said):
    """Read a file of JSON as it was then and as it is now (a function)."""
    return lambda name: [json.loads((place / name).read_text()) for place in (EXPECTED, said)]


@pytest.mark.parametrize("name", sorted(path.name for path in (EXPECTED / "lists").iterdir()))
def test_each_list_is_the_same_to_the_byte(said, name):
    assert (said / "lists" / name).read_bytes() == (EXPECTED / "lists" / name).read_bytes()


def test_digests_and_what_the_log_tells_of_are_the_same(then_and_now):
    then, now = then_and_now(f"chain-{connection.vendor}.json")
    assert now["editions"] == then["editions"]
    assert now["events"][: len(then["events"])] == then["events"]


@pytest.mark.parametrize("kind", ["models", "content types", "permissions"])
def test_names_that_are_stored_somewhere_stay(then_and_now, kind):
    then, now = then_and_now("names.json")
    gone = [one for one in then[kind] if one not in now[kind]]
    assert [one for one in gone if not any(name in str(one).lower() for name in REPLACED)] == []


def test_nobody_loses_a_right(then_and_now):
    then, now = then_and_now("names.json")
    lost = {
        group: set(rights) - set(now["groups"][group]) for group, rights in then["groups"].items()
    }
    assert lost == dict.fromkeys(then["groups"], set())


def test_what_the_log_tells_of_is_a_model_still(then_and_now):
    then, _ = then_and_now(f"chain-{connection.vendor}.json")
    labels = {subject.partition(":")[0] for subject, _, _ in then["events"] if subject}
    assert labels
    assert labels <= {model._meta.label_lower for model in apps.get_models()}
