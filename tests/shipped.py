"""The district whose lists are shipped, with its bodies and subjects: imported once, then copied."""

from io import StringIO

from django.core.management import call_command

from portal.pages.management.commands.prepare_site import DISTRICT, FIXTURES, LISTS
from tests import copies
from tests.factories import FIRST_DAY

BESIDE = FIXTURES / DISTRICT
COPY = "district"


def load(command, *arguments, **options):
    """Run a command that reads what is shipped for the district (returns what it printed)."""
    out = StringIO()
    options = {"district": DISTRICT, "stdout": out, "stderr": StringIO()} | options
    call_command(command, *map(str, arguments), **options)
    return out.getvalue()


def publish_shipped():
    """Let the database hold the shipped lists, in force since FIRST_DAY, and nothing else."""
    if copies.is_kept(COPY):
        copies.restore(COPY)
        return
    load("import_lists", LISTS, publish=True, effective_from=FIRST_DAY)
    load("load_bodies", BESIDE / "bodies.csv")
    load("load_subjects", BESIDE / "subjects.csv")
    copies.keep(COPY)
