"""Imports that are killed, and two at once."""

import signal

import pytest

from tests.processes import run_python, start_python

DIE = """
import os, signal
from django.core.management import call_command
import {module} as module
original, calls = module.{name}, []

def die_at_last(*args, **kwargs):
    calls.append(args)
    if len(calls) == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*args, **kwargs)

module.{name} = die_at_last
call_command("import_lists", {path!r}, "--district", "430408", "--publish")
"""
FINISH = """
from django.core.management import call_command
call_command("verify_editions")
call_command("export_lists", "--output", {half!r})
call_command("import_lists", {path!r}, "--district", "430408", "--publish")
call_command("verify_editions")
call_command("export_lists", "--output", {whole!r})
"""


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [
        ("portal.exchange.importer", "_write_section", 6),  # amid the second department
        ("departments.publishing.publication", "_seal", 2),
        ("portal.exchange.management.commands.import_lists", "publish_first_edition", 2),
    ],
)
def test_an_import_killed_amid_a_department_leaves_whole_ones_and_is_finished_by_the_next(
    other_processes, three_lists, tmp_path, module, name, call
):
    half, whole = tmp_path / "half", tmp_path / "whole"
    places = {"path": str(three_lists), "half": str(half), "whole": str(whole)}
    die = DIE.format(module=module, name=name, call=call, **places)
    died = run_python(other_processes, die)
    assert died.returncode == -signal.SIGKILL, died.stderr
    finished = run_python(other_processes, FINISH.format(**places))
    assert finished.returncode == 0, finished.stderr
    (kept,) = half.iterdir()
    assert (whole / kept.name).read_bytes() == kept.read_bytes()
    assert len(list(whole.iterdir())) == 3


#: An import that begins when it is told to, and lingers between looking for a department and
#: making it.
SLOW_IMPORT = """
import sys, time
from django.core.management import call_command
from portal.exchange import importer
create = importer._create_department

def create_slowly(*args):
    time.sleep(0.5)
    return create(*args)

importer._create_department = create_slowly
print("ready", flush=True)
sys.stdin.readline()
call_command("import_lists", {path!r}, "--district", "430408", "--publish")
"""


def test_two_imports_at_once_make_each_department_once(other_processes, three_lists, tmp_path):
    script = SLOW_IMPORT.format(path=str(three_lists))
    both = [start_python(other_processes, script) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        _, complaints = process.communicate()
        assert process.returncode == 0, complaints
    whole = tmp_path / "whole"
    places = {"path": str(three_lists), "half": str(tmp_path / "half"), "whole": str(whole)}
    assert run_python(other_processes, FINISH.format(**places)).returncode == 0
    assert len(list(whole.iterdir())) == 3
