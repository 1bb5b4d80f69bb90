"""Tables of a section's entries for export and import: derived from what the section declares."""

from functools import cache
from typing import NamedTuple

from import_export.fields import Field
from import_export.resources import Resource

from ..models import EntryRow, ListEntry
from ..sections import Holds
from ..texts.columns import ENTRY_MARK, GROUP, ROW_MARK
from ..texts.record_texts import extra_text, headings_of

#: The first column of a table of several sections.
SECTION = "部分"


class ListRow(NamedTuple):
    """One line of the table: an entry with one of its rows and its place, or with none at all."""

    entry: ListEntry
    row: EntryRow | None
    place: int | None


class ExtraField(Field):
    """What the entry or the row of a line (``part``) says in a further column."""

    def __init__(self, part, heading, column_name):
        super().__init__(column_name=column_name, readonly=True)
        self.part, self.heading = part, heading

    def get_value(self, instance):
        record = getattr(instance, self.part)
        return extra_text(record, self.heading) if record else ""


class ListResource(Resource):
    """One line for each row of a list; ``resource_of`` adds the columns of a section.

    Together the lines say all that the list format says of the section. What a line says of where
    it comes from is read only: an import takes the other columns. Groups and further columns follow
    those of the section where there are any.
    """

    department = Field("entry__edition__department__short_name", "部门", readonly=True)
    edition = Field("entry__edition__label", "版本", readonly=True)
    slug = Field("entry__edition__department__slug", "地址名", readonly=True)
    edition_number = Field("entry__edition__number", "版次", readonly=True)
    code = Field("entry__code", "编码")
    number = Field("entry__number", "序号")
    place = Field("place", "行", readonly=True)
    source_line = Field("entry__source_line", "来源行", readonly=True)
    row_source_line = Field("row__source_line", "行的来源行", readonly=True)

    #: The section's entry model.
    model = None

    @classmethod
    def get_display_name(cls):
        return cls.model.section_title

    def get_export_order(self):
        last = ["source_line", "row_source_line"]
        return [*(name for name in self.fields if name not in last), *last]

    def get_user_visible_fields(self):
        return self.get_export_fields()

    def export(self, queryset=None, **kwargs):
        """The lines of some entries (a queryset, or a list with all that lines show)."""
        lines = list(self.iter_queryset(queryset))
        declared = {name: one for name, one in self.fields.items() if name in type(self).fields}
        self.fields = declared | self._beside(lines)
        return super().export(lines, **kwargs)

    def iter_queryset(self, queryset):
        if isinstance(queryset, list):
            yield from queryset
            return
        for entry in queryset.with_rows():
            for place, row in enumerate(entry.rows, start=1):
                yield ListRow(entry, row, place)
            if not entry.rows:
                yield ListRow(entry, None, None)

    def _beside(self, lines):
        """The columns that only some lists have, as far as some lines need them (dict of Field)."""
        entries = [line.entry for line in lines]
        rows = [line.row for line in lines if line.row]
        fields = {}
        if any(entry.group for entry in entries):
            fields["group"] = Field("entry__group", GROUP.table_heading)
        of_entries, of_rows = headings_of(entries), headings_of(rows)
        known = {
            SECTION,
            GROUP.table_heading,
            *(one.column_name for one in type(self).fields.values()),
        }
        unclear = known | {*of_entries} & {*of_rows}
        for part, mark, headings in (("entry", ENTRY_MARK, of_entries), ("row", ROW_MARK, of_rows)):
            for heading in headings:
                column = f"{mark}{heading}" if heading in unclear else heading
                fields[f"{part}_extra_{len(fields)}"] = ExtraField(part, heading, column)
        return fields


def resource_of(model):
    """The resource class of a section model, with the columns that its section declares."""
    return _resource(model, model.section)


@cache
def _resource(model, section):
    own = {f"entry_{one.field}": ("entry", one) for one in section.columns}
    rows = {f"row_{one.field}": ("row", one) for one in section.rows.columns}
    # The number of an entry stands in front, with its code.
    number = {f"entry_{one.field}" for one in section.columns if one.holds is Holds.NUMBER}
    fields = {
        name: Field(f"{part}__{one.field}", one.table_heading)
        for name, (part, one) in (own | rows).items()
        if name not in number
    }
    return type(f"{model.__name__}Resource", (ListResource,), {"model": model} | fields)
