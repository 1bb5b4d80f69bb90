"""How many notices a user has not read, for the frame of the desk."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context):
    """The number of notices that whoever is signed in has not read (one query)."""
    return context["request"].user.notices.filter(read_at=None).count()
