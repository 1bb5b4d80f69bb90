from django import template

register = template.Library()


@register.inclusion_tag("departments/_feed_link.html")
def feed_link(address, title):
    """For the head of a page: by this programs find its feed."""
    return {"address": address, "title": title}


@register.inclusion_tag("departments/_feed_anchor.html")
def feed_anchor(address, what):
    """For people: the way to subscribe, and to what."""
    return {"address": address, "what": what}
