"""Commands that write are noted when they have ended, with what they were told and by whom.

There is one way to run one, :func:`run`: ``manage.py`` takes it for what is typed, and :func:`call`
for what code calls.
"""

from contextvars import ContextVar
from pathlib import Path

from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from departments.management.loading import NOTHING_DONE

from . import context
from .log import Kind, note, note_or_tell
from .models import Event

#: The commands that write lists, tables or accounts, or take records away.
NOTED = {
    *("import_lists", "load_vocabulary", "load_phrases", "load_bodies", "load_subjects"),
    *("propose_subjects", "load_topics", "forget_contacts", "createsuperuser", "changepassword"),
    *("loaddata", "flush", "prune_queries", "axes_reset", "axes_reset_ip", "axes_reset_username"),
    *("axes_reset_ip_username", "axes_reset_logs", "axes_reset_failure_logs"),
    "grant_web_role",
}


#: The commands that bring the database up to date.
MIGRATING = {"migrate", "prepare_site"}
_is_migrating = ContextVar("is_migrating", default=False)
#: Options that say how a command talks, not what it does.
_MANNERS = {"stdout", "stderr", "verbosity", "interactive"}


def call(name, *arguments, **options):
    """Call a command from code, and note it as if it had been typed (returns what it returns)."""
    told = {key: value for key, value in options.items() if key not in _MANNERS}
    typed = [*arguments, *(_typed(key, value) for key, value in told.items() if value)]
    return run(name, typed, lambda: call_command(name, *arguments, **options))


def _typed(key, value):
    option = f"--{key.replace('_', '-')}"
    return option if value is True else f"{option}={value}"


def run(name, arguments, execute):
    """Run a command: ``execute`` without arguments (returns what that returns).

    ``arguments`` are those of the command line, without the command's own name. One that fails is
    noted too: what it had written before may stand. One that says it had nothing to do is not.
    """
    said = " ".join([name, *arguments])
    with context.commanding():
        if name in MIGRATING and not _is_migrating.get():
            return _migrate(name, said, execute)
        if name not in NOTED:
            return execute()
        try:
            result = execute()
        except BaseException as error:
            if _has_log():
                note_or_tell(Kind.COMMAND, text=f"{said}\n没有完成：{_reason(error)}")
            raise
        if result != NOTHING_DONE:
            note(Kind.COMMAND, text=said)
        return result


def _migrate(name, said, execute):
    """Migrations are noted by name, as far as they were applied or taken back."""
    begun = timezone.now()
    # Only migrate goes back; prepare_site must not touch the database before it has looked around.
    before = _applied() if name == "migrate" else set()
    token = _is_migrating.set(True)
    try:
        return execute()
    finally:
        _is_migrating.reset(token)
        if _has_log():
            steps = [("应用", _applied(since=begun)), ("撤回", before - _applied())]
            _note_migrations(said, [(what, names) for what, names in steps if names])


def _note_migrations(said, steps):
    if steps:
        lines = [f"{what}：{'、'.join(sorted(names))}" for what, names in steps]
        note_or_tell(Kind.COMMAND, text="\n".join([said, *lines]))


def _has_log():
    """Whether there is a log to note in; a database that is not there is not made by asking."""
    is_file = connection.vendor == "sqlite" and not connection.is_in_memory_db()
    if is_file and not Path(connection.settings_dict["NAME"]).exists():
        return False
    try:
        return Event._meta.db_table in connection.introspection.table_names()
    except Error:
        return False


def _applied(since=None):
    """The migrations of this database, all or since a moment (set of names)."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return set()
    applied = recorder.migration_qs.filter(applied__gte=since) if since else recorder.migration_qs
    return {f"{one.app}.{one.name}" for one in applied}


def _reason(error):
    return str(error).strip() or type(error).__name__
