from django import template

from portal.search.pages.examples import EXAMPLES

register = template.Library()


@register.inclusion_tag("search/_examples.html")
def search_examples():
    """Links to questions that have a clear answer."""
    return {"examples": EXAMPLES}
