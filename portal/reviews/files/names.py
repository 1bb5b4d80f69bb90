"""The name under which an uploaded file is kept and given out again."""

import re
import unicodedata

#: A name has so many characters at most, its extension included.
LONGEST = 100
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(name):
    """The name of a file without its path, and without what no file system or reader can bear (str).

    Control characters go, and so do those that turn the direction of writing: they would show
    ``fdp.exe`` as ``exe.pdf``.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if sign.isprintable())
    stem, dot, extension = _FORBIDDEN.sub("_", shown).rstrip(" .").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    stem = stem.strip(" .")[: LONGEST - len(extension) - 1] or "附件"
    return f"{stem}{dot}{extension}"[:LONGEST].rstrip(" .")


def extension_of(name):
    """The part behind the last full stop, in lower case (str; empty if there is none)."""
    return name.rpartition(".")[2].lower() if "." in name else ""
