"""Other processes on the database of a test: see the fixture ``other_processes``."""

import subprocess
import sys

from django.conf import settings


def start_python(environment, script):
    """Start a script that has Django set up (returns the Popen)."""
    setup = "import django; django.setup()\n"
    return subprocess.Popen(
        [sys.executable, "-c", setup + script],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_python(environment, script):
    """Run a script that has Django set up (returns the CompletedProcess)."""
    process = start_python(environment, script)
    out, complaints = process.communicate()
    return subprocess.CompletedProcess(script, process.returncode, out, complaints)
