#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(
            "找不到 Django：请先运行 make serve 或 make test，它们会在 .venv 中装好依赖，再用 .venv/bin/python 运行本命令。"
        )
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
