"""Uploaded files, kept between the comparison that is shown and its confirmation.

A file lies under DATA_DIR/imports, readable by the site alone, and goes when it is confirmed or a
day after. Its name cannot be guessed, and only who uploaded it gets it back.
"""

import json
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

#: Seconds for which a file is kept, and how many a person may have waiting.
KEPT, MOST_WAITING = 24 * 60 * 60, 10


@dataclass(frozen=True)
class About:
    """Whose upload it is (primary key), and for what.

    ``section`` is a key of the addresses; ``removes``: entries that the file lacks are to go.
    """

    owner: int
    adjustment: int
    section: str
    name: str
    removes: bool


@dataclass(frozen=True)
class Upload:
    """An upload that was found again."""

    token: str
    about: About
    content: bytes


def keep(about, content):
    """Keep an upload (returns the token by which it is found)."""
    folder = uploads_folder()
    _make_room(folder, about.owner)
    token = f"{about.owner}-{secrets.token_urlsafe(32)}"
    path = folder / token
    path.touch(0o600, exist_ok=False)
    path.write_bytes(json.dumps(asdict(about)).encode() + b"\n" + content)
    return token


def find(token, owner, adjustment, section):
    """The upload of a token (None if there is none such, or it is another's or too old)."""
    path = uploads_folder() / token
    try:
        if _too_old(path):
            return None
        head, _, content = path.read_bytes().partition(b"\n")
    except OSError:  # there is none, or there can be none of such a name
        return None
    about = About(**json.loads(head))
    if (about.owner, about.adjustment, about.section) != (owner, adjustment, section):
        return None
    return Upload(token, about, content)


def drop(token):
    """Remove an upload."""
    (uploads_folder() / token).unlink(missing_ok=True)


def uploads_folder():
    """Where uploads lie (Path), made if it is not there yet."""
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _make_room(folder, owner):
    """Remove what is too old, and a person's oldest uploads when too many are waiting."""
    own = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another process makes room too
            if _too_old(path):
                path.unlink()
            elif path.name.startswith(f"{owner}-"):
                own.append((path.stat().st_mtime, path))
    for _, path in sorted(own, reverse=True)[MOST_WAITING - 1 :]:
        path.unlink(missing_ok=True)


def _too_old(path):
    return path.stat().st_mtime < time.time() - KEPT
