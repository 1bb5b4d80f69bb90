"""Tables of a section's entries: the base of the sections' resources for export and import."""

from typing import NamedTuple

from import_export.fields import Field
from import_export.resources import Resource

from .models import Annex, EntryRow, ListEntry


class ListRow(NamedTuple):
    """One line of the table: an entry with one of its rows and its place, or with none at all."""

    entry: ListEntry
    row: EntryRow | None
    place: int | None


class ListResource(Resource):
    """One line for each row of a list; the sections add their columns before the last two.

    Together the lines say all that the list format says of the section. What a line says of where
    it comes from is read only: an import takes the other columns.
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

    def iter_queryset(self, queryset):
        for entry in queryset.with_rows():
            for place, row in enumerate(entry.rows, start=1):
                yield ListRow(entry, row, place)
            if not entry.rows:
                yield ListRow(entry, None, None)


class AnnexResource(Resource):
    """One line for each annex of a list."""

    slug = Field("edition__department__slug", "地址名")
    edition_number = Field("edition__number", "版次")
    heading = Field("heading", "标题")
    body = Field("body", "正文")
    source_line = Field("source_line", "来源行")

    model = Annex

    def iter_queryset(self, queryset):
        return queryset.select_related("edition__department")


def resource_of(model):
    """The resource class of a section model, with the columns that its section declares."""
    own = {f"entry_{one.field}": ("entry", one) for one in model.section.columns}
    rows = {f"row_{one.field}": ("row", one) for one in model.section.rows.columns}
    fields = {
        name: Field(f"{part}__{one.field}", one.table_heading)
        for name, (part, one) in (own | rows).items()
        if name != "entry_number"
    }
    return type(f"{model.__name__}Resource", (ListResource,), {"model": model} | fields)
