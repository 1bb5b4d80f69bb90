"""How text is cut for the search: folding, pairs of characters, single characters.

Pairs of neighbouring characters need no dictionary, split no name of a body or benefit wrongly,
and measured better here than segmented words (docs/search.md).
"""

import re

import opencc

from departments.texts.folding import compatible

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+")


def fold(text):
    """The same text in one form: NFKC width, lower case, simplified characters."""
    return _TO_SIMPLIFIED.convert(compatible(text).lower())


def shortened(text, length):
    """A text cut to so many characters, with dots at its end if it was."""
    return text if len(text) <= length else f"{text[: length - 3]}..."


def grams(folded):
    """Pairs of neighbouring Chinese characters, whole Latin words and numbers (list of str)."""
    found = []
    for run in _RUN.findall(folded):
        if run.isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


def characters(folded):
    """The single Chinese characters of a text (list of str)."""
    return [character for character in folded if "\u3400" <= character <= "\u9fff"]


def bare(folded):
    """A text's letters, digits and Chinese characters, without blanks and marks (str)."""
    return "".join(_RUN.findall(folded))
