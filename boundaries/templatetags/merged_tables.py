from django import template

from boundaries.merged_cells import merge

register = template.Library()


@register.filter
def merged_rows(matter):
    """The table rows of a matter with their merged cells (list of boundaries.merged_cells.Row)."""
    return merge(matter.rows)
