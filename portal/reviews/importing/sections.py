"""The sections that can be imported, with the columns of their tables.

A further column of the rows is headed ``另列：`` and its name, one of the entries ``条目另列：`` and
its name; without the mark only where the draft has it already, and in one of the two alone.
"""

from dataclasses import dataclass
from functools import cached_property

from departments.models import rows_of, section_models
from departments.sheets.resources import ListResource
from departments.texts.columns import ENTRY_MARK, GROUP, ROW_MARK, columns_of, extras_pairs

#: The key that stands for a list with all its sections.
WHOLE = "list"
#: Columns that a table of several sections has in front.
SECTION_HEADING = "部分"
#: What every table tells beside the texts: its headings by what they are (dict).
AROUND = {name: field.column_name for name, field in ListResource.fields.items()}
CODE, PLACE, NUMBER = AROUND["code"], AROUND["place"], AROUND["edition_number"]


@dataclass(frozen=True)
class Section:
    """A section with the further columns that the draft has in it, by their names.

    ``is_there``: all lists have it, or this draft does. ``has_groups``: entries of the draft stand
    under rows that name a group.
    """

    model: type
    is_there: bool = True
    entry_extras: tuple[str, ...] = ()
    row_extras: tuple[str, ...] = ()
    has_groups: bool = False

    @property
    def row_model(self):
        return rows_of(self.model).related_model

    @property
    def key(self):
        return self.model.section_key

    @property
    def title(self):
        return self.model.section_title

    @cached_property
    def entry_columns(self):
        """The columns that say the entry itself, without its code: heading to field name."""
        return {one.table_heading: one.field for one in columns_of(self.model)}

    @cached_property
    def row_columns(self):
        """The columns of a row: heading to field name."""
        return {one.table_heading: one.field for one in columns_of(self.row_model)}

    @cached_property
    def needed(self):
        """The headings that a table must have, but for further columns (list)."""
        optional = set() if self.has_groups else {GROUP.table_heading}
        columns = [*self.entry_columns, *self.row_columns]
        return [CODE, PLACE, *(one for one in columns if one not in optional)]

    def knows(self, heading):
        """Whether a table may have a column of this heading."""
        columns = (*AROUND.values(), *self.entry_columns, *self.row_columns)
        return heading in columns or self.extra(heading) is not None

    def extra(self, heading):
        """The further column of a heading: its mark and its name (None: it is none)."""
        for mark in (ENTRY_MARK, ROW_MARK):
            if name := heading.removeprefix(mark).strip() if heading.startswith(mark) else "":
                return mark, name
        marks = [mark for mark, names in self.extras.items() if heading in names]
        return (marks[0], heading) if len(marks) == 1 else None

    @property
    def extras(self):
        """The names of the further columns that the draft has, by their mark (dict)."""
        return {ENTRY_MARK: self.entry_extras, ROW_MARK: self.row_extras}

    @cached_property
    def name_heading(self):
        """The column of what an entry is called."""
        return self.model.section.column(self.model.section.heading).table_heading


def keys():
    """The keys of the addresses (list)."""
    return [*(model.section_key for model in section_models()), WHOLE]


def sections_of(key, draft):
    """The sections that a key of the addresses stands for, as a draft has them (list of Section)."""
    models = [model for model in section_models() if key in (model.section_key, WHOLE)]
    return [_section_in(model, draft) for model in models]


def title_of(key):
    """What a key of the addresses stands for, in words."""
    titles = {model.section_key: model.section_title for model in section_models()}
    return titles.get(key, "整份清单")


def _section_in(model, draft):
    entries = model.objects.filter(edition=draft)
    rows = rows_of(model)
    of_rows = rows.related_model.objects.filter(**{f"{rows.field.name}__edition": draft})
    return Section(
        model,
        is_there=model.section.always or entries.exists(),
        entry_extras=_names(entries),
        row_extras=_names(of_rows),
        has_groups=entries.exclude(group="").exists(),
    )


def _names(records):
    """The names of the further columns of some records, each once, in their order (tuple)."""
    found = records.exclude(extras=[]).order_by("pk").values_list("extras", flat=True)
    return tuple(dict.fromkeys(name for extras in found for name, _ in extras_pairs(extras)))
