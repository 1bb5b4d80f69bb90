"""What users write in the course of a review, as it is kept."""

import re

from .refusals import Incomplete

#: A remark or an opinion has so many characters at most.
LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NUMBER = re.compile("[0-9]{1,18}")


def numbered(text):
    """The key or version that a form carries (int); -1, which none has, if it carries none."""
    return int(text) if _NUMBER.fullmatch(text) else -1


def written(text):
    r"""A text with its lines parted by \n, without control characters and blanks around it (str).

    Raises Incomplete if it is too long.
    """
    kept = _CONTROL.sub("", re.sub(r"\r\n?", "\n", text)).strip()
    if len(kept) > LONGEST:
        raise Incomplete(f"写了 {len(kept)} 个字，请缩短到 {LONGEST} 个字以内。")
    return kept
