"""Reference numbers of corrections: JC-20261123-7K3P-9QWX.

The day, seven random characters and a check character. Whoever has the number may read what was
sent with it, so it must not be guessed: 29**7 numbers a day, of which a few are in use. The
characters that people confuse (0 O, 1 I L, 2 Z, U V) do not stand side by side among them; the
check finds any single wrong character and any two neighbours that changed places.
"""

import re
import secrets

from departments.texts.folding import compatible

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"  # 29, a prime: what the check rests on
RANDOM_CHARACTERS = 7
LONGEST = 40
_SHAPE = re.compile(rf"(?:JC)?([0-9]{{8}})([{ALPHABET}]{{{RANDOM_CHARACTERS + 1}}})")


def new_number(day):
    """A number that nobody can guess for what is received on a day (a date)."""
    date = f"{day:%Y%m%d}"
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return _written(date, drawn + _check_character(date, drawn))


def read_number(text):
    """The number as it is written, from what somebody typed; '' if it cannot be one."""
    folded = compatible(text[:LONGEST]).upper()
    match = _SHAPE.fullmatch("".join(filter(str.isalnum, folded)))
    if not match:
        return ""
    date, rest = match.groups()
    return _written(date, rest) if _check_character(date, rest[:-1]) == rest[-1] else ""


def _written(date, rest):
    return f"JC-{date}-{rest[:4]}-{rest[4:]}"


def _check_character(date, drawn):
    values = [*map(int, date), *map(ALPHABET.index, drawn)]
    weighted = sum(weight * value for weight, value in enumerate(values, start=2))
    return ALPHABET[weighted % len(ALPHABET)]
