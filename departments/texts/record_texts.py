"""The texts of a record, what a place prints beside the columns of a section among them."""

from ..models import ListEntry
from ..sections import Holds, Layout
from .columns import GROUP


def headings_of(records):
    """The headings of further columns of some records, each once, as they come up (list of str)."""
    return list(dict.fromkeys(one["heading"] for record in records for one in record.extras))


def extra_text(record, heading):
    """What a record says in a further column ("" if nothing)."""
    return next((one["text"] for one in record.extras if one["heading"] == heading), "")


def searched_texts(record):
    """The texts of an entry or a row that are searched, in printed order (list of str)."""
    texts = [getattr(record, one.field) for one in _columns_of(record) if one.searched]
    beside = [one["text"] for one in record.extras]
    return [text for text in (*texts, *beside, getattr(record, "group", "")) if text]


def facts(record):
    """What a record says beside its running text, with what each is called (list of pairs)."""
    group = getattr(record, GROUP.field, "")
    return [*([(GROUP.label, group)] if group else []), *named_texts(record)]


def named_texts(record):
    """The same without the row above an entry's group (list of pairs)."""
    columns = _columns_of(record)
    running = running_columns(record.section, columns)
    said = [(one.label, getattr(record, one.field)) for one in columns if one not in running]
    beside = [(one["heading"], one["text"]) for one in record.extras]
    return [(label, text) for label, text in (*said, *beside) if text]


def running_columns(section, columns):
    """Those columns of an entry or of a row that are its running text (list of Column).

    What an entry is called, in prose the heading of a part and the first text: they stand without
    their labels. An entry's number stands apart, and is one of them.
    """
    first_text = [one for one in columns if one.holds is Holds.TEXT][:1]
    return [
        one
        for one in columns
        if one.holds is Holds.HEADING
        or (columns is section.columns and one.field in ("number", section.heading))
        or (section.layout is Layout.PROSE and one in first_text)
    ]


def _columns_of(record):
    section = record.section
    return section.columns if isinstance(record, ListEntry) else section.rows.columns
