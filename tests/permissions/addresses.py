"""Every address of the URL configuration, by its name."""

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLResolver

#: What stands for the parts of a public address; what is not there is 404 for everybody.
PARTS = {
    "slug": "own",
    "code": "D-0001",
    "section": "duties",
    "number": 1,
    "old": 1,
    "new": 1,
    "subject": "none",
    "body": "none",
    "format": "json",
    "key": "duties",
    "pk": 1,
    "id": 1,
}


def names(resolver=None, namespaces=()):
    """The name of every address, with its namespaces (yields str; "" for one without a name)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = [pattern.namespace] if pattern.namespace else []
            yield from names(pattern, (*namespaces, *inner))
        else:
            yield ":".join([*namespaces, pattern.name]) if pattern.name else ""


def filled(name, **given):
    """The address of a name, with something in each of its parts (None if it cannot be)."""
    for parts in ({}, *_choices()):
        try:
            return reverse(
                name, kwargs={part: given.get(part, text) for part, text in parts.items()}
            )
        except NoReverseMatch:
            continue
    return None


def _choices():
    listed = list(PARTS.items())
    for number in range(1, 2 ** len(listed)):
        yield {key: value for place, (key, value) in enumerate(listed) if number >> place & 1}
