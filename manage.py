#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

try:
    from django.core.management import CommandError, ManagementUtility
    from django.core.management.base import SystemCheckError
    from django.db import DatabaseError
except ImportError:
    sys.exit(
        "找不到 Django：请先运行 make serve 或 make test，它们会在 .venv 中装好依赖，再用 .venv/bin/python 运行本命令。"
    )


class Commands(ManagementUtility):
    """What a command refuses is told in its own sentence, without Django's ``CommandError:``.

    So is what keeps the database from answering.
    """

    def fetch_command(self, subcommand):
        command = super().fetch_command(subcommand)
        execute = command.execute

        def execute_or_tell(*args, **options):
            from portal.accounts.audit import commands  # noqa: PLC0415 (needs the apps)

            try:
                return commands.run(subcommand, self.argv[2:], lambda: execute(*args, **options))
            except CommandError as error:
                if options["traceback"] or isinstance(error, SystemCheckError):
                    raise
                command.stderr.write(str(error))
                sys.exit(error.returncode)
            except DatabaseError as error:
                if options["traceback"]:
                    raise
                why = str(error).partition("\n")[0]
                command.stderr.write(
                    f"数据库无法使用（{why}）：请核对它是否在运行、是否被别的程序占用、"
                    "是否已用 manage.py migrate 建好。"
                )
                sys.exit(1)

        command.execute = execute_or_tell
        return command


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    Commands(sys.argv).execute()
