"""The account: every character of the document is found again, once and in order.

It is taken from the finished structure, not from what the readers believe they placed: all
``Printed`` texts in it say on which lines they stand, and line by line these fragments are held
against the document. Blanks do not count.
"""

from dataclasses import fields, is_dataclass

from .lines import squeeze
from .structure import Printed


def settle(lines, *parts):
    """(characters placed, characters lost, numbers of the lines that do not balance)."""
    found = {}
    for part in parts:
        for text in _texts(part):
            for number, paragraph in zip(text.lines, text.split("\n"), strict=True):
                found[number] = found.get(number, "") + squeeze(paragraph)
    placed, lost, unbalanced = 0, 0, []
    for line in lines:
        expected = squeeze(line.text)
        if found.get(line.number, "") == expected:
            placed += len(expected)
        else:
            lost += len(expected)
            unbalanced.append(line.number)
    return placed, lost, tuple(unbalanced)


def _texts(part):
    """All printed texts below a value, in the order of its fields."""
    if isinstance(part, Printed):
        if part.lines:
            yield part
    elif isinstance(part, (tuple, list)):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, dict):
        yield from _texts(tuple(part.values()))
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
