"""Copies of the database of the tests, to have it back as it was: quicker than emptying or filling
it, and what migrations wrote is there, with the same numbers.
"""

import os
import sqlite3

from django.db import connection, connections

from tests.databases import psql

#: The copy of the database as migrations leave it.
EMPTY = "empty"
_kept = {}


def keep(name):
    """Keep the database as it is now, with all that was committed."""
    assert not connection.in_atomic_block
    _kept[name] = _DATABASES[connection.vendor](name)


def is_kept(name):
    return name in _kept


def restore(name=EMPTY):
    """Make the database what it was when it was kept."""
    assert not connection.in_atomic_block
    _kept[name].restore()


def drop_all():
    while _kept:
        _kept.popitem()[1].drop()


class _InMemory:
    """Of the SQLite database, which is in memory too."""

    def __init__(self, name):
        self.copy = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(self.copy)

    def restore(self):
        connection.ensure_connection()
        self.copy.backup(connection.connection)

    def drop(self):
        self.copy.close()


class _OnTheServer:
    """Of the database of this process on a PostgreSQL server, beside it."""

    def __init__(self, name):
        self.database = connection.settings_dict["NAME"]
        self.copy = f"{self.database}_{name}"
        self._replace(self.copy, self.database)

    def restore(self):
        self._replace(self.database, self.copy)

    def _replace(self, old, new):
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{old}" TEMPLATE "{new}" STRATEGY FILE_COPY')

    def drop(self):
        with _server() as server:
            server.execute(f'DROP DATABASE "{self.copy}"')


def _server():
    """A cursor of the server, on which we do not use our database (a context manager)."""
    connections.close_all()
    return psql(os.environ["DATABASE_URL"])


_DATABASES = {"sqlite": _InMemory, "postgresql": _OnTheServer}
