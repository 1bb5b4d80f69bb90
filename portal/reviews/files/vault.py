"""Where the bytes of uploaded files are kept: ``DATA_DIR/attachments/ab/abcd…``, by their SHA-256.

The same content is there once, however often it was uploaded, and never changes. The site's server
knows nothing of this directory: whatever is in it is given out by a view alone.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def digest_of(content):
    """The name by which some bytes are kept: their SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep(content):
    """Keep some bytes; they are on disk for good when this returns."""
    path = path_of(digest_of(content))
    for directory in (root(), path.parent):
        directory.mkdir(mode=0o700, exist_ok=True)
    # Written whole and then given its name: nobody finds a half, and what a damaged disk left
    # there is mended.
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            os.replace(draft.name, path)
        finally:
            Path(draft.name).unlink(missing_ok=True)
    for directory in (path.parent, root()):
        _settle(directory)


def open_verified(sha256):
    """The kept file, open at its beginning; None if it is missing or not what was kept."""
    try:
        handle = path_of(sha256).open("rb")
    except (OSError, ValueError):
        return None
    if hashlib.file_digest(handle, "sha256").hexdigest() != sha256:
        handle.close()
        return None
    handle.seek(0)
    return handle


def kept_names():
    """The names of all files that are kept, temporary ones included (set)."""
    return {path.name for path in root().glob("*/*") if path.is_file()}


def path_of(sha256):
    """Where the bytes with a digest are kept (a Path)."""
    return root() / sha256[:2] / sha256


def root():
    """The directory of all kept files."""
    return Path(settings.DATA_DIR) / "attachments"


def _settle(directory):
    # The name itself is on disk only when its directory is.
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
