"""Commands that write are noted when they have, with what they were told and by whom."""

from . import context
from .log import Kind, note

#: The commands that write lists, tables or accounts. One that fails has written nothing.
NOTED = {
    *("import_lists", "load_vocabulary", "load_phrases", "load_bodies", "load_subjects"),
    *("propose_subjects", "load_topics", "forget_contacts", "createsuperuser", "changepassword"),
    "grant_web_role",
}


def run(name, arguments, execute):
    """Run a command: ``execute`` without arguments (returns what that returns).

    ``arguments`` are those of the command line, without the command's own name.
    """
    with context.commanding():
        result = execute()
        if name in NOTED:
            note(Kind.COMMAND, text=" ".join([name, *arguments]))
        return result
