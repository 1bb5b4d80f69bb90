"""What the declarations of the sections say to a reader (``departments.sections``).

Nothing is asked of them before the first document is read: they are there once the apps are.
"""

from dataclasses import make_dataclass
from functools import cache

from departments.models import declared_sections
from departments.sections import Column, Holds, Layout

from .structure import Printed

#: A column of a table that is none of its section's.
EXTRA = Column(field="", label="多出的列", holds=Holds.TEXT)


@cache
def sections():
    """The sections by their keys, in the order of a printed list (dict of Section)."""
    return {section.key: section for section in declared_sections()}


def tables():
    """The sections that are printed as tables, in order (list of Section)."""
    return [section for section in sections().values() if section.layout is Layout.TABLE]


def prose():
    """The section that is printed in prose (Section)."""
    return next(one for one in sections().values() if one.layout is Layout.PROSE)


def headed_columns(section):
    """The columns that documents have in a section's table, in order (list of Column)."""
    return [column for column in section.printed_columns if column.words]


def usual_columns(section):
    """Those that each such table has; the others are there where its header names them."""
    return [column for column in headed_columns(section) if column.always]


def first_holding(columns, holds):
    """The first of some columns that holds this (None if none does)."""
    return next((column for column in columns if column.holds is holds), None)


@cache
def entry_type(section):
    """The class of a section's entries: its columns by their names in the list format, the
    ``line`` where an entry begins, and its rows by theirs."""
    return _type("ReadEntry", [*_names(section.columns), "line", section.rows.name])


@cache
def row_type(section):
    """The class of the rows of a section's entries: its columns likewise, and their ``line``."""
    return _type("ReadRow", [*_names(section.rows.columns), "line"])


def _names(columns):
    return [column.json_key for column in columns]


def _type(name, fields):
    return make_dataclass(name, fields, frozen=True)


def make(kind, columns, texts, **more):
    """An entry or a row of a kind: what is not among the texts (dict by Column) is ''."""
    return kind(**{one.json_key: texts.get(one, Printed()) for one in columns}, **more)
