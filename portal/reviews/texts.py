"""What users write in the course of a review, as it is kept."""

import re

from .refusals import Incomplete

#: A remark or an opinion has so many characters at most.
LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def written(text):
    r"""A text with its lines parted by \n, without control characters and blanks around it (str).

    Raises Incomplete if it is too long.
    """
    kept = _CONTROL.sub("", re.sub(r"\r\n?", "\n", text)).strip()
    if len(kept) > LONGEST:
        raise Incomplete(f"写了 {len(kept)} 个字，请缩短到 {LONGEST} 个字以内。")
    return kept
