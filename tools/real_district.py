"""The district whose lists are shipped, imported into an empty database: for measuring."""

import io
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command

from portal.search.districts import chosen_district
from portal.search.indexing.registry import indexes
from tools.bench.importing import LISTS, empty_database

FIXTURES = Path(LISTS).parents[1]


@contextmanager
def real_district():
    """With all shipped lists published, bodies, phrases and words loaded: yields what is Ready to be asked."""
    with empty_database():
        load_district()
        yield indexes.get(chosen_district())
        indexes.clear()


def load_district():
    """Import the shipped lists, bodies, phrases and vocabulary into the database as it is."""
    run("import_lists", LISTS, district=LISTS.parent.name, publish=True)
    run("load_bodies", LISTS.parent / "bodies.csv", district=LISTS.parent.name)
    run("load_phrases", LISTS.parent / "phrases.csv", district=LISTS.parent.name)
    run("load_vocabulary", FIXTURES / "vocabulary.csv")


def run(*arguments, **options):
    call_command(*map(str, arguments), stdout=io.StringIO(), stderr=io.StringIO(), **options)
