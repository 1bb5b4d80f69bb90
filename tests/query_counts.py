"""How many queries may be asked: ``data/query_counts.json``, by group and name. With the variable
LOWER_QUERY_COUNTS lower numbers are written there (in one process: ``-n 0``); a higher one is
written by hand, with a reason.
"""

import json
import os
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

FILE = settings.BASE_DIR / "tests" / "data" / "query_counts.json"


def names(group):
    """What is counted in a group, in the order of the file (list of str)."""
    return list(_kept()[group])


@contextmanager
def counted(group, name):
    """The block must ask as many queries as the file says; more fail, fewer ask to write that."""
    with CaptureQueriesContext(connection) as asked:
        yield
    check(group, name, [query["sql"] for query in asked])


def check(group, name, queries):
    """Raise AssertionError unless the file has as many queries (list of str) under a name."""
    count, kept = len(queries), _kept()
    known = kept[group][name]
    if count < known and os.environ.get("LOWER_QUERY_COUNTS"):
        kept[group][name] = count
        FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return
    place = f"{name} ({group} of tests/data/query_counts.json)"
    assert count <= known, "\n".join([f"{place}: {count} queries, not {known}:", *queries])
    assert count == known, f"{place}: only {count} queries, write that instead of {known}"


def _kept():
    return json.loads(FILE.read_text("utf-8"))
