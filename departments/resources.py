"""Tables of a section's entries: the base of the sections' resources for export."""

from typing import NamedTuple

from import_export.fields import Field
from import_export.resources import Resource

from .models import EntryRow, ListEntry


class ListRow(NamedTuple):
    """One line of the table: an entry with one of its rows, or with none if it has none."""

    entry: ListEntry
    row: EntryRow | None

    @property
    def source_line(self):
        return (self.row or self.entry).source_line


class ListResource(Resource):
    """One line for each row of a list; the sections add their columns before the last."""

    department = Field("entry__edition__department__short_name", "部门")
    edition = Field("entry__edition__label", "版本")
    code = Field("entry__code", "编码")
    number = Field("entry__number", "序号")
    source_line = Field("source_line", "来源行")

    #: The section's entry model.
    model = None

    @classmethod
    def get_display_name(cls):
        return cls.model.section_title

    def get_export_order(self):
        return [*(name for name in self.fields if name != "source_line"), "source_line"]

    def get_user_visible_fields(self):
        return self.get_export_fields()

    def iter_queryset(self, queryset):
        for entry in super().iter_queryset(queryset.with_rows()):
            for row in entry.rows or [None]:
                yield ListRow(entry, row)
