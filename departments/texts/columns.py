"""The texts that each record of a list has: the columns its section declares, or those beside them.

What compares, edits or reads the records of a list goes by these. The places of ``after`` and
``section`` are kept as keys of sections; ``shown`` says them in words.
"""

from functools import cache

from ..models import Annex, Edition, EntryRow, ListEntry, Note, SectionHeading, declared_sections
from ..sections import Column, Holds

#: What a further column is called where no heading is meant: see ``ListEntry.extras``.
EXTRA = "另列"
#: How tables head a further column of the entries, or of the rows, where its name alone is not clear.
ENTRY_MARK, ROW_MARK = "条目另列：", "另列："
#: The row above the entries of a group. What an entry is called comes first, this last.
GROUP = Column(field="group", label="分组", holds=Holds.HEADING)
_AFTER = Column(field="after", label="排在哪一部分之后", holds=Holds.PLACE)
_BESIDE = {
    Edition: (
        Column(field="title", label="清单标题", holds=Holds.HEADING),
        Column(field="list_type", label="清单类型", holds=Holds.KIND),
    ),
    Annex: (
        Column(field="heading", label="标题", holds=Holds.HEADING),
        Column(field="body", label="正文", holds=Holds.TEXT),
        _AFTER,
    ),
    Note: (Column(field="text", label="文字", holds=Holds.TEXT), _AFTER),
    SectionHeading: (
        Column(field="text", label="标题原文", holds=Holds.HEADING),
        Column(field="marker", label="空缺标记", holds=Holds.TEXT),
        Column(field="section", label="部分", holds=Holds.PLACE),
    ),
}


def columns_of(model):
    """The columns of a model's texts (tuple of Column)."""
    if issubclass(model, ListEntry):
        return (*model.section.columns, GROUP)
    if issubclass(model, EntryRow):
        return model.section.rows.columns
    return _BESIDE[model]


def fields_of(model):
    """The names of these columns' fields (list)."""
    return [column.field for column in columns_of(model)]


def texts_of(record):
    """The texts of a record, by field name (dict)."""
    return {name: getattr(record, name) for name in fields_of(type(record))}


@cache
def name_place(model):
    """The place of what a record is called among its texts."""
    names = fields_of(model)
    if issubclass(model, ListEntry):
        return names.index(model.section.heading)
    return next(n for n, one in enumerate(columns_of(model)) if one.holds is not Holds.NUMBER)


def section_titles():
    """What each key of a place stands for (dict)."""
    return {section.key: section.title for section in declared_sections()} | {"annex": "附录"}


def shown(column, text):
    """The text of a column in words."""
    return section_titles().get(text, text) if column.holds is Holds.PLACE else text


def extras_pairs(extras):
    """Further columns as pairs of heading and text (tuple)."""
    return tuple((one["heading"], one["text"]) for one in extras)


def extras_from(pairs):
    """Pairs of heading and text as they are kept: those that say something (list of dict)."""
    return [{"heading": heading, "text": text} for heading, text in pairs if text]


def table_text(table):
    """A table of an annex as a text (str), a line for each row; two tables never have the same."""
    rows = [table["headings"], *table["rows"]]
    return "\n".join(f"｜{'｜'.join(map(_escaped, row))}｜" for row in rows)


def _escaped(cell):
    return cell.replace("\\", "\\\\").replace("｜", "\\｜")
