from django import template

from departments.pages.addresses import address
from departments.pages.printed_tables import PrintedTable, RowsTable
from departments.texts.record_texts import facts

register = template.Library()
register.filter(facts)


@register.filter
def printed_table(entries):
    """The table of some entries, at least one (a departments.pages.printed_tables.PrintedTable)."""
    return PrintedTable(list(entries))


@register.filter
def rows_table(entry):
    """The table of an entry's rows (a departments.pages.printed_tables.RowsTable)."""
    return RowsTable([entry])


@register.filter
def index_address(section):
    """The page of all entries of a section (a departments.sections.Section)."""
    return address(f"{section.key}:index")


@register.filter
def under(row, headings):
    """The cells of a row of an annex's table, each with its heading (iterable of pairs)."""
    return zip(headings, row, strict=True)
