"""What a section of a list is, said once.

Each section app declares itself in its ``section.py`` and hands the declaration to its entry
model (``ListEntry.section``). Records, readers, forms, pages, tables and files derive from it:
none of them names a section's columns again. docs/development.md has the recipes.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Holds(StrEnum):
    """What the cells of a column hold: decides how they are read, edited, filtered and laid out."""

    NUMBER = "number"
    #: What an entry or a row is called: a few words up to a sentence.
    NAME = "name"
    #: A text of any length.
    TEXT = "text"
    NOTE = "note"
    #: One of a few words, e.g. 行政许可.
    KIND = "kind"
    #: The printed name of a body that has a part.
    PARTY = "party"
    #: The unit that handles it.
    HANDLER = "handler"
    #: Laws and documents.
    BASIS = "basis"
    CASE = "case"
    #: The heading of a part of prose.
    HEADING = "heading"
    #: The key of a section, for what stands beside the sections.
    PLACE = "place"


class Layout(StrEnum):
    """How a section is printed."""

    TABLE = "table"
    #: Titles with parts below them, in running text.
    PROSE = "prose"


class Linked(StrEnum):
    """What the entries of a section are in linked data (see ``portal.exchange.writers.linked.jsonld``)."""

    CONCEPT = "concept"
    #: A concept that is a purpose of the department.
    PURPOSE = "purpose"
    RULE = "rule"
    SERVICE = "service"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of an entry or of its rows.

    ``field`` is the model's, ``label`` what pages and printed tables call it. ``words`` is the
    regular expression of the heads under which documents have it, matched against the whole head
    without blanks (empty: found under none). ``meaning`` and ``example`` are for readers of the data.
    """

    field: str
    label: str
    holds: Holds
    words: str = ""
    #: The name in the list format, where it is not the field's.
    key: str = ""
    #: The head in tables with a line for each row, where it is not the label.
    heading: str = ""
    meaning: str = ""
    example: str = ""
    #: Whether the list format has it even where it is empty. Only for columns that every digest
    #: knows: one that comes later stands where it is filled.
    always: bool = False
    #: Whether the text search looks into it.
    searched: bool = True
    #: Whether a list must say it: checks and forms ask for it.
    needed: bool = False
    #: Whether an empty cell is shared with the one above within its entry.
    shared: bool = False

    @cached_property
    def json_key(self):
        return self.key or self.field

    @cached_property
    def table_heading(self):
        return self.heading or self.label


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of an entry: ``name`` is their relation and their key in the list format.

    ``absent`` is said where an entry has none.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    absent: str

    def column(self, field):
        """The column of a field. Raises KeyError."""
        return _by_field(self.columns)[field]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of a list. ``columns`` are an entry's own, ``rows`` what stands in its rows.

    ``words`` is the regular expression of its headings, matched against a whole heading without
    blanks and number; ``needs_number`` is that part of them which is too common in running text to
    head a section without a number. ``meaning`` and ``lead`` are sentences for readers of data and of pages.
    """

    key: str
    #: Its place in a list, from 1.
    order: int
    #: First letter of its codes.
    prefix: str
    #: As lists print it, e.g. 与相关部门的职责边界.
    title: str
    #: As menus say it, e.g. 职责边界.
    name: str
    #: What one entry is called, e.g. 管理事项.
    entry_label: str
    words: str
    needs_number: str = ""
    layout: Layout = Layout.TABLE
    linked: Linked = Linked.CONCEPT
    columns: tuple[Column, ...]
    rows: Rows
    #: The field that says what an entry is called.
    heading: str
    meaning: str
    lead: str
    #: Whether the list format has it even where a list has no such entries.
    always: bool = False

    def column(self, field):
        """The entry's column of a field. Raises KeyError."""
        return _by_field(self.columns)[field]

    @cached_property
    def printed_columns(self):
        """The columns of its printed table, in order (tuple of Column).

        The number of a row stands in the entry's column of numbers.
        """
        rows = (one for one in self.rows.columns if one.holds is not Holds.NUMBER)
        return (*self.columns, *rows)


def record_of(columns, record):
    """What a record says in some columns, as the list format has it (dict of str by key)."""
    said = {column: getattr(record, column.field) for column in columns}
    return {column.json_key: text for column, text in said.items() if text or column.always}


def _by_field(columns):
    return {column.field: column for column in columns}
