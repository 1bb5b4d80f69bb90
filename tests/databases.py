"""Work behind Django's back: what an attacker or a careless administrator would do."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.db import IntegrityError, connection, transaction

from departments.protection import triggers


def execute(sql, params=()):
    """Run one SQL statement (returns the number of rows touched)."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def drop_triggers():
    """Take out every trigger of this project, on either database."""
    query = {
        "sqlite": "SELECT name, '' FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, ' ON ' || tgrelid::regclass FROM pg_trigger"
        " WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        for name, on_table in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')


@contextmanager
def refused_by_the_database():
    """The block must fail in the database, by a trigger that guards published editions."""
    with pytest.raises(IntegrityError, match=triggers.REFUSAL), transaction.atomic():
        yield


with_many_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite 同时只有一个写事务"
)


def in_thread(pool, work):
    """Start work on a connection of its own (returns its Future)."""

    def run():
        try:
            return work()
        finally:
            connection.close()

    return pool.submit(run)


#: Others may wait for each other at any time, above all where several tests run at once.
WAITS_FOR_US = """SELECT EXISTS (
    SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
)"""


def someone_waits():
    """Whether another transaction waits for ours."""
    with connection.cursor() as cursor:
        cursor.execute(WAITS_FOR_US)
        return cursor.fetchone()[0]


def wait_until_it_waits(future):
    """Go on when the other transaction waits for ours, or has ended: it has read what was there
    before ours, and cannot write over it before ours is committed.
    """
    while not (future.done() or someone_waits()):
        pass


@contextmanager
def another_database(name, owner="postgres"):
    """A database of the server of the tests, of its own, for a while (gives its address)."""
    url = urlsplit(os.environ["DATABASE_URL"])
    with psql(url.geturl()) as server:
        server.execute(f"CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            yield url._replace(path=f"/{name}")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def psql(url):
    """A cursor of a PostgreSQL server."""
    server = psycopg2.connect(url)
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            yield cursor
    finally:
        server.close()
