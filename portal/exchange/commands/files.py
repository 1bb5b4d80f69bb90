"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_whole(path, content):
    """Write bytes to a file that others may read; if that fails, what stood there stays (OSError)."""
    path = Path(path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
