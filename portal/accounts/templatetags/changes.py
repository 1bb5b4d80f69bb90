"""How the state before and after a change is shown."""

from django import template

register = template.Library()


@register.filter
def is_route(state):
    """Whether a state is the stages of a route, and no text."""
    return isinstance(state, list)
