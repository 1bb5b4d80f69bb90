"""The forms in which texts are held against each other: blanks and width that say nothing.

Each function is one meaning of “the same but for how it is typed”. None of them is for what is
kept: lists are kept as they are printed.
"""

import unicodedata

#: Full-width forms (！ to ～ and the wide space) and their half-width twins.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text):
    """Full-width letters, digits, marks and spaces in half width, sign for sign (str).

    A place in the folded text is the same place in the text. Circled numbers and ligatures stay.
    """
    return text.translate(_HALF_WIDTH)


def compatible(text):
    """One form for all signs that Unicode takes for compatible (NFKC): ＡＢ and AB, ① and 1 (str).

    The text may become longer or shorter.
    """
    return unicodedata.normalize("NFKC", text)


def without_blanks(text):
    """A text without blanks and line breaks: a narrow cell breaks a name anywhere (str)."""
    return "".join(text.split())


def in_one_line(text):
    """A text in one line, one blank wherever blanks or line breaks stood (str)."""
    return " ".join(text.split())
