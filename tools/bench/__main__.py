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

MODULES = (
    "importing",
    "comparing",
    "dossier",
    "search_quality",
    "search_speed",
    "search_pages",
    "search_growth",
)


def main():
    parser = argparse.ArgumentParser(description="测量并打印一张表。")
    parser.add_argument("--only", choices=MODULES, nargs="+", default=MODULES, help="只跑这几组")
    parser.add_argument("--json", type=Path, metavar="FILE", help="把数字也写成 JSON 文件")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    rows = []
    for name in options.only:
        rows += importlib.import_module(f"tools.bench.{name}").rows()
    print_tables(rows)
    if options.json:
        options.json.write_text(
            json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
        )


def print_tables(rows):
    """Markdown tables, ready for docs/benchmarks.md."""
    print("| 测量 | 数值 | 目标 | 达到 |\n| --- | --- | --- | --- |")
    for row in rows:
        if not row.matrix:
            met = "" if row.met is None else ("是" if row.met else "否")
            print(f"| {row.name} | {row.value:.2f} {row.unit} | {row.target} | {met} |")
    for matrix in dict.fromkeys(row.matrix for row in rows if row.matrix):
        print_matrix(matrix, [row for row in rows if row.matrix == matrix])


def print_matrix(title, rows):
    """One figure for each name and column."""
    columns = list(dict.fromkeys(row.column for row in rows))
    values = {(row.name, row.column): f"{row.value:.3f}" for row in rows}
    print(f"\n| {title} | {' | '.join(columns)} |\n|{' --- |' * (len(columns) + 1)}")
    for name in dict.fromkeys(row.name for row in rows):
        print(f"| {name} | {' | '.join(values.get((name, one), '') for one in columns)} |")


if __name__ == "__main__":
    main()
