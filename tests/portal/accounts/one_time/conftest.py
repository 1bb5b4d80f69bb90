import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings

from tests.processes import run_python

WORKERS = 2


@pytest.fixture
def held(tmp_path):
    """A file; while there is one, the server answers nothing that is sent to it."""
    return tmp_path / "held"


@pytest.fixture
def serve(other_processes, held):
    """Serve the database by several processes with threads, as in production (gives the address)."""

    @contextmanager
    def serve(**variables):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", f"--workers={WORKERS}"),
                "tests.portal.accounts.one_time.slow:application",
            ],
            cwd=settings.BASE_DIR,
            # With DEBUG the static files are served as they stand.
            env=other_processes | {"PORT": str(port), "DEBUG": "1", "HELD": str(held)} | variables,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert "网站已启动" in process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            held.unlink(missing_ok=True)
            process.terminate()
            process.communicate()

    return serve


@pytest.fixture
def ask(other_processes):
    """What an expression says of the database that is served (str)."""

    def ask(expression):
        script = f"""
from duties.models import Duty
from portal.reviews.models import Adjustment, Comment
print({expression})
"""
        return run_python(other_processes, script).stdout.strip()

    return ask
