"""The file of an SQLite database is for its owner alone: it holds accounts, addresses and drafts."""

from contextlib import suppress
from pathlib import Path


def keep_private(connection, **kwargs):
    """Close the file to others once it is connected to, whoever made it.

    SQLite makes the files beside it with the same mode.
    """
    if connection.vendor != "sqlite":
        return
    path = Path(connection.settings_dict["NAME"])
    with suppress(OSError):  # it is somebody else's, or lies in memory
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
