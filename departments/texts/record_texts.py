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
    """What a record says beside its running text, with what each is called (list of pairs).

    Running text is what an entry is called, and in prose the heading of a part and the first text.
    An entry's number stands apart.
    """
    running = _running(record)
    said = [
        (one.label, getattr(record, one.field))
        for one in _columns_of(record)
        if one.field not in running
    ]
    group = [(GROUP.label, getattr(record, GROUP.field, ""))]
    beside = [(one["heading"], one["text"]) for one in record.extras]
    return [(label, text) for label, text in (*group, *said, *beside) if text]


def _running(record):
    columns = _columns_of(record)
    fields = {one.field for one in columns if one.holds is Holds.HEADING}
    if isinstance(record, ListEntry):
        fields |= {"number", record.section.heading}
    if record.section.layout is Layout.PROSE:
        fields |= {*[one.field for one in columns if one.holds is Holds.TEXT][:1]}
    return fields


def _columns_of(record):
    section = record.section
    return section.columns if isinstance(record, ListEntry) else section.rows.columns
