"""``make serve`` as a person meets it, on an empty data directory: killed, started, started again."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.request import urlopen

import pytest
from django.conf import settings

READY = "网站已启动"


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def serve(tmp_path, port):
    """Start ``make serve``; yields what it prints, up to the line that has the given words."""

    @contextmanager
    def start(until=READY, end=signal.SIGTERM):
        process = subprocess.Popen(
            # Told that the virtual environment is old but fine: these tests run in one already.
            ["make", "-o", ".venv/runtime.stamp", "serve", f"PORT={port}", f"RUN={sys.executable}"],
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "var")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if until in line:
                    break
            yield "".join(lines)
        finally:
            os.killpg(process.pid, end)
            process.communicate(timeout=300)

    return start


def test_is_finished_by_the_next_start_if_killed_and_done_once_only(serve, port):
    with serve(until="首次导入", end=signal.SIGKILL) as output:
        assert READY not in output

    with serve(end=signal.SIGKILL) as output:
        assert re.search(r"管理员账号：admin  密码：\S{16}", output)
        assert f"http://127.0.0.1:{port}/" in output
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200

    with serve() as output:
        assert "已公布 19 个部门" in output
        assert "密码" not in output
