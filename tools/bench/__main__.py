"""Runs the benchmarks and prints one table; ``--json FILE`` keeps the figures too.

To add a row, write a function that yields :class:`Row` in a module of this package and name the
module in ``MODULES``.
"""

import argparse
import importlib
import json
import os
from dataclasses import asdict
from pathlib import Path

import django

MODULES = ("importing",)


def main():
    parser = argparse.ArgumentParser(description="测量并打印一张表。")
    parser.add_argument("--only", choices=MODULES, help="只跑这一组")
    parser.add_argument("--json", type=Path, metavar="FILE", help="把数字也写成 JSON 文件")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    rows = []
    for name in [options.only] if options.only else MODULES:
        rows += importlib.import_module(f"tools.bench.{name}").rows()
    print_table(rows)
    if options.json:
        options.json.write_text(
            json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
        )


def print_table(rows):
    """A Markdown table, ready for docs/benchmarks.md."""
    print("| 测量 | 数值 | 目标 | 达到 |\n| --- | --- | --- | --- |")
    for row in rows:
        met = "" if row.met is None else ("是" if row.met else "否")
        print(f"| {row.name} | {row.value:.2f} {row.unit} | {row.target} | {met} |")


if __name__ == "__main__":
    main()
