"""The sections that can be imported, with the columns of their tables."""

from dataclasses import dataclass
from functools import cached_property

from departments.models import rows_of, section_models
from departments.resources import ListResource, resource_of

#: The key that stands for a list with all its sections.
WHOLE = "list"
#: Columns that a table of several sections has in front.
SECTION_HEADING = "部分"


@dataclass(frozen=True)
class Section:
    """A section with the resource that says its columns."""

    resource: ListResource

    @property
    def model(self):
        return self.resource.model

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
        columns = self._columns("entry__")
        return {heading: name for heading, name in columns.items() if name != "code"}

    @cached_property
    def row_columns(self):
        """The columns of a row: heading to field name."""
        return self._columns("row__")

    @cached_property
    def code_heading(self):
        return self.resource.fields["code"].column_name

    @cached_property
    def place_heading(self):
        return self.resource.fields["place"].column_name

    @cached_property
    def number_heading(self):
        """The column of the edition's number."""
        return self.resource.fields["edition_number"].column_name

    @cached_property
    def needed(self):
        """The headings that a table must have (list)."""
        return [self.code_heading, self.place_heading, *self.entry_columns, *self.row_columns]

    @cached_property
    def known(self):
        """The headings that a table may have (list)."""
        return [field.column_name for field in self.resource.get_export_fields()]

    @cached_property
    def name_heading(self):
        """The column of what an entry is called: the first of its texts that is no number."""
        return next(heading for heading, name in self.entry_columns.items() if name != "number")

    def _columns(self, path):
        return {
            field.column_name: field.attribute.removeprefix(path)
            for field in self.resource.get_import_fields()
            if field.attribute.startswith(path) and not field.readonly
        }


SECTIONS = {
    section.key: section
    for section in (Section(resource_of(model)()) for model in section_models())
}


#: The keys of the addresses.
KEYS = [*SECTIONS, WHOLE]


def sections_of(key):
    """The sections that a key of the addresses stands for (list): one of them, or all."""
    return list(SECTIONS.values()) if key == WHOLE else [SECTIONS[key]]


def title_of(key):
    """What a key of the addresses stands for, in words."""
    return "整份清单" if key == WHOLE else SECTIONS[key].title
