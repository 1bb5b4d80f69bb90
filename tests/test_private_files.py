"""What the site writes, and its backups, are for its own user alone."""

import os
import re

import pytest
from django.conf import settings

from portal.reviews.files import vault

UNITS = re.findall(
    r"```ini\n(.*?)```", (settings.BASE_DIR / "docs/deploy.md").read_text("utf-8"), re.DOTALL
)
SERVICES = [unit for unit in UNITS if "[Service]" in unit]


def open_to_others(folder):
    """The files and directories under a directory, itself included, that others may read (list)."""
    return [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]


@pytest.fixture
def usual_umask():
    """What a shell is usually started with."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_new_site_is_private(manage, tmp_path, usual_umask):
    done = manage("migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "var").iterdir()} >= {"db.sqlite3", "secret_key"}
    assert open_to_others(tmp_path / "var") == []


def test_a_database_that_others_could_read_is_private_from_the_next_start(manage, tmp_path):
    manage("showmigrations")
    database = tmp_path / "var" / "db.sqlite3"
    database.chmod(0o644)
    manage("showmigrations")
    assert open_to_others(database) == []


def test_attachments_are_private(tmp_path, settings, usual_umask):
    settings.DATA_DIR = tmp_path
    vault.keep(b"x")
    assert open_to_others(tmp_path / "attachments") == []


def test_every_service_of_the_manual_writes_for_itself_alone():
    assert SERVICES
    assert [unit for unit in SERVICES if "\nUMask=0077\n" not in unit] == []


def test_backups_lie_in_a_directory_of_their_own_user():
    (backup,) = [unit for unit in SERVICES if "pg_dump" in unit]
    assert "\nStateDirectoryMode=0700\n" in backup
