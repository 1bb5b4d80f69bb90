"""On PostgreSQL the site's own role reads and writes, and can get round nothing."""

import os
import subprocess
import sys
from contextlib import contextmanager
from types import SimpleNamespace

import psycopg2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from tests.databases import another_database, psql
from tests.processes import run_python

OWNER, WEB = "lists_owner", "lists_web"
postgresql_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite 没有角色")

#: A review from its draft to its edition, and both verifiers.
WHOLE_WAY = """
from django.core.management import call_command
from django.utils import timezone
from portal.reviews.workflow import actions
from tests.reviewing import NUMBER, Review
review = Review()
adjustment = review.approved()
actions.publish(review.publisher, [(adjustment, adjustment.version)], timezone.localdate(), NUMBER)
call_command("verify_editions")
call_command("verify_audit")
"""
MAINTENANCE = """
from departments.protection.triggers import maintenance
with maintenance("改", "某人"):
    pass
"""


@contextmanager
def two_roles():
    with psql(os.environ["DATABASE_URL"]) as server:
        for role in (OWNER, WEB):
            server.execute(f"CREATE ROLE {role} LOGIN")
        try:
            yield
        finally:
            for role in (WEB, OWNER):
                server.execute(f"DROP ROLE {role}")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A database made by its owner; ``environment`` and ``url`` are those of the site."""
    with two_roles(), another_database("lists", OWNER) as url:
        addresses = {
            role: url._replace(netloc=f"{role}@{url.netloc.rpartition('@')[2]}").geturl()
            for role in (OWNER, WEB)
        }
        environment = os.environ | {
            "DATABASE_URL": addresses[WEB],
            "DATA_DIR": str(tmp_path_factory.mktemp("site")),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        site = SimpleNamespace(environment=environment, url=addresses[WEB])
        site.owner = environment | {"MIGRATION_DATABASE_URL": addresses[OWNER]}
        assert manage(site.owner, "migrate", "--verbosity=0").returncode == 0
        granted = manage(site.owner, "grant_web_role", WEB)
        assert (granted.returncode, granted.stderr) == (0, "")
        done = run_python(environment, WHOLE_WAY)
        assert done.returncode == 0, done.stderr
        yield site


def manage(environment, *arguments):
    return subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


REFUSED = [
    "INSERT INTO departments_maintenance (reason, operator, opened_at) VALUES ('a', 'b', now())",
    "UPDATE departments_maintenance SET closed_at = NULL",
    "CREATE TEMP TABLE departments_maintenance (id int, closed_at timestamptz)",
    "CREATE TABLE departments_maintenance_2 (id int)",
    "CREATE SCHEMA lists_web",
    "DROP TRIGGER unproven_edition_update ON departments_edition",
    "ALTER TABLE departments_edition DISABLE TRIGGER ALL",
    "ALTER TABLE departments_edition DISABLE TRIGGER USER",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION unproven_edition_update() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN NEW; END'",
    "DROP FUNCTION unproven_edition_update() CASCADE",
    "UPDATE departments_proof SET kind = 'act'",
    "DELETE FROM departments_proof",
    "TRUNCATE departments_proof",
    "UPDATE audit_event SET text = ''",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "DELETE FROM audit_head",
    "UPDATE audit_head SET length = 0",
    "UPDATE reviews_decision SET by_name = 'x'",
    "DELETE FROM reviews_act",
    "DELETE FROM django_migrations",
    "DROP TABLE departments_proof",
    "UPDATE departments_edition SET title = 'x'",
    "DELETE FROM departments_edition",
    "DELETE FROM duties_workitem",
]


@postgresql_only
@pytest.mark.parametrize("sql", REFUSED)
def test_the_role_of_the_site_is_refused(site, sql):
    with (
        psql(site.url) as cursor,
        pytest.raises(psycopg2.Error, match="permission denied|must be owner|immutable|only grows"),
    ):
        cursor.execute(sql)


@postgresql_only
def test_the_shell_of_the_site_opens_no_maintenance(site):
    done = run_python(site.environment, MAINTENANCE)
    assert done.returncode == 1
    assert "permission denied for table departments_maintenance" in done.stderr


@postgresql_only
def test_what_the_site_does_goes_on_after_a_migration_and_both_verifiers_are_green(site):
    for arguments in (["migrate", "--verbosity=0"], ["grant_web_role", WEB]):
        assert manage(site.owner, *arguments).returncode == 0
    for command in ("verify_editions", "verify_audit"):
        done = manage(site.environment, command)
        assert (done.returncode, done.stderr) == (0, "")


@postgresql_only
def test_the_site_migrates_nothing_as_itself(site):
    done = manage(site.environment, "migrate", "audit", "zero")
    assert done.returncode == 1
    done = manage(site.environment, "grant_web_role", WEB)
    assert (
        done.returncode,
        "有的表不属于现在这个角色" in done.stderr or "限制不了它" in done.stderr,
    ) == (1, True)


@postgresql_only
@pytest.mark.parametrize(
    ("role", "sentence"),
    [("nobody", "没有角色 nobody"), (OWNER, "限制不了它"), ("postgres", "限制不了它")],
)
def test_a_role_that_cannot_be_bound_is_named(site, role, sentence):
    done = manage(site.owner, "grant_web_role", role)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="只有 SQLite 没有角色")
def test_sqlite_says_that_it_has_no_roles():
    with pytest.raises(CommandError, match="只有 PostgreSQL 能区分"):
        call_command("grant_web_role", "web")
