from django import template

from portal.open_data.structured_data import as_script, department_document, entry_document

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_entry(context, entry):
    """An entry for search engines; nothing on a page that shows what is not in force today."""
    if context.get("day"):
        return ""
    absolute = context["request"].build_absolute_uri
    return as_script(entry_document(entry, context["edition"], absolute))


@register.simple_tag(takes_context=True)
def structured_department(context, edition):
    """A department for search engines, by its edition in force; nothing for other days."""
    if context.get("day"):
        return ""
    return as_script(department_document(edition, context["request"].build_absolute_uri))
