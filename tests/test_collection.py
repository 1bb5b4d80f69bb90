"""The tests have the same names whenever and wherever they are collected, as their runners demand."""

import os
import subprocess
import sys

from django.conf import settings

#: Another seed is another order of sets, another day other dates and other bytes of archives.
PLACES = {"0": [], "1": ["-p", "tests.another_day"]}


def start_collecting(seed, options):
    command = [sys.executable, "-m", "pytest", "-n", "0", "--collect-only", "-q", *options, "tests"]
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        text=True,
    )


def names(process):
    """What a process has collected (list of names, in their order)."""
    said = process.communicate()[0].splitlines()
    assert process.returncode == 0, said[-20:]
    return [line for line in said if "::" in line]


def test_the_same_tests_are_collected_at_any_time_in_any_process():
    here, there = [start_collecting(*place) for place in PLACES.items()]
    collected = names(here)
    assert collected
    assert names(there) == collected
