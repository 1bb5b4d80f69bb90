"""What lists say, compared clause by clause; punctuation, width and numbering do not count."""

import re
from dataclasses import dataclass

from departments.texts.folding import compatible

_CLAUSE = re.compile(r"[^，,；;。]*[，,；;。]*")
_NUMBERING = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]")
#: A clause of fewer signs (依法查处) may stand anywhere.
TELLING = 10
_SIGN = re.compile(r"\w")


@dataclass(frozen=True)
class Clause:
    """A piece of a text as printed, and whether only this list says it."""

    text: str
    alone: bool


def bare(text):
    """A text's letters, digits and Chinese signs in one width (str)."""
    return "".join(_SIGN.findall(compatible(text)))


def clauses(text, others):
    """A text in its clauses, marked where none of the other texts has the same (list of Clause)."""
    elsewhere = set().union(*map(_said, others))
    pieces = filter(None, _CLAUSE.findall(text))
    return [
        Clause(piece, bool(_comparable(piece)) and _comparable(piece) not in elsewhere)
        for piece in pieces
    ]


def share_clause(one, other):
    """Whether two texts have a clause in common that is long enough to tell something."""
    return any(len(said) >= TELLING for said in _said(one) & _said(other))


def agree(texts):
    """Whether all texts say the same, punctuation and width apart."""
    return len({bare(text) for text in texts}) <= 1


def _said(text):
    """The clauses of a text in comparable form (set of str)."""
    return {_comparable(piece) for piece in _CLAUSE.findall(text)}


def _comparable(piece):
    return bare(_NUMBERING.sub("", piece))
