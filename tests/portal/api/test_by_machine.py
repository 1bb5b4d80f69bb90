"""Requests that a machine makes up from the OpenAPI document: no crash, nothing off the document.

Schemathesis runs by itself, as anybody would run it against the site: all its checks and phases.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.boundaries.factories import make_subject
from tests.factories import make_department, make_edition

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
#: How many requests for each address and phase; the same ones every time.
EXAMPLES, SEED = 4, 20261123


def test_the_document_is_valid_and_nothing_in_it_is_guessed(tmp_path):
    call_command(
        "spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "openapi.yaml")
    )


def test_the_api_keeps_to_its_document(live_server, transactional_db, tmp_path):
    make_subject((make_edition(entries=3, rows=2, powers=True).department, "B-0001"))
    make_edition(make_department("weisheng", "卫生局"))
    done = subprocess.run(
        [
            SCHEMATHESIS,
            "run",
            f"{live_server.url}/api/v1/openapi.json",
            f"--max-examples={EXAMPLES}",
            f"--seed={SEED}",
            "--generation-database=none",
            "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr)
    assert "21 selected / 21 total" in done.stdout
