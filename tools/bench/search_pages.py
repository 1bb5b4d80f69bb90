"""Pages a second through gunicorn with two workers, against a view that does nothing."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from django.db import connection

from departments.models import Department
from tools.questions import OWN, load_questions
from tools.real_district import real_district

from .load import forever, requests_a_second
from .row import Row, at_least

SECONDS, ROUNDS, WORKERS = 3, 3, 2
#: What is asked again and again, in the case of recurring questions.
RECURRING = 50
ROOT = Path(__file__).resolve().parents[2]
#: What each kind of page should reach of the bare view's requests a second.
TARGETS = {"新问题": 0.10, "重复的问题": 0.40, "中等的部门页": 0.40, "最长的部门页": 0.25}


def rows():
    with served() as port:
        targets = pages(port)
        for target in [next(each) for each in targets.values()]:
            fetched(port, target)
        rates = {name: [] for name in ("空视图", *targets)}
        # In turn, as a machine's speed changes by the minute.
        for _ in range(ROUNDS):
            rates["空视图"].append(requests_a_second(port, forever(["/bare/"]), SECONDS))
            for name, each in targets.items():
                rates[name].append(requests_a_second(port, each, SECONDS))
    best = {name: max(found) for name, found in rates.items()}
    for name, rate in best.items():
        yield Row(f"{name}（{WORKERS} 个进程）", rate, "次/秒")
    for name, target in TARGETS.items():
        yield at_least(f"{name}相对空视图", best[name] / best["空视图"], "", target)


def pages(port):
    """Paths to ask by kind of page (dict of name to iterator)."""
    questions = [question.text for question in load_questions(OWN)]
    addresses = department_addresses(port)
    return {
        "新问题": (f"/search/?q={quote(f'{q} {n}')}" for n in range(1000) for q in questions),
        "重复的问题": forever([f"/search/?q={quote(q)}" for q in questions[:RECURRING]]),
        "中等的部门页": forever([addresses[len(addresses) // 2]]),
        "最长的部门页": forever([addresses[-1]]),
    }


def department_addresses(port):
    """The departments' pages, from the shortest to the longest (list of paths)."""
    addresses = [
        f"/departments/{slug}/" for slug in Department.objects.values_list("slug", flat=True)
    ]
    return sorted(addresses, key=lambda address: len(fetched(port, address)))


def fetched(port, path):
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as response:
        return response.read()


@contextmanager
def served():
    """The site with the shipped district on a database of its own, behind gunicorn: yields the port."""
    with tempfile.TemporaryDirectory() as directory:
        database = str(Path(directory) / "pages.sqlite3")
        (Path(directory) / "static").mkdir()
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = database
        with real_district():
            process, port = started(f"sqlite:///{database}", directory)
            try:
                yield port
            finally:
                process.terminate()
                process.wait()


def started(database_url, directory):
    """(gunicorn's process, its port), once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "tools.bench.bare", *options],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url, "DATA_DIR": directory},
        stdout=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            fetched(port, "/bare/")
            return process, port
        except (URLError, ConnectionError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    process.terminate()
    raise RuntimeError("gunicorn did not start")
