"""Work in a process of its own, on the same database: for what a worker that just started needs."""

import os
from multiprocessing import get_context

import django
from django.db import connection


def aside(work, *arguments):
    """What a function (of a module) returns in a new process."""
    database = str(connection.settings_dict["NAME"])
    with get_context("spawn").Pool(1, initializer=_set_up, initargs=(database,)) as pool:
        return pool.apply(work, arguments)


def _set_up(database):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    connection.settings_dict["NAME"] = database
