from django import template

register = template.Library()


@register.filter
def has_notes(duty):
    """Whether any work item of the duty bears a note."""
    return any(item.note for item in duty.rows)


@register.filter
def have_notes(duties):
    """Whether any of these duties has notes: without any, tables leave the column out."""
    return any(map(has_notes, duties))
