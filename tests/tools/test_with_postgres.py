import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

SCRIPT = settings.BASE_DIR / "tools" / "with_postgres.py"


@pytest.fixture
def with_postgres():
    if not (list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or os.environ.get("CI")):
        pytest.skip("需要 PostgreSQL 服务器程序")

    def run(code):
        return subprocess.run(
            [sys.executable, SCRIPT, sys.executable, "-c", code],
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


def test_gives_the_command_a_database_and_takes_it_away_after(with_postgres):
    done = with_postgres("""
import os, psycopg2
url = os.environ["DATABASE_URL"]
with psycopg2.connect(url) as connection, connection.cursor() as cursor:
    cursor.execute("SHOW server_encoding")
    print(url, *cursor.fetchone())
""")
    assert done.returncode == 0, done.stderr
    url, encoding = done.stdout.split()
    assert encoding == "UTF8"
    (directory,) = parse_qs(urlsplit(url).query)["host"]
    assert not Path(directory).exists()


def test_ends_with_the_status_of_the_command(with_postgres):
    assert with_postgres("raise SystemExit(7)").returncode == 7
