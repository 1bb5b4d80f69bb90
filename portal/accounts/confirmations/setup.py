"""Whether a site is still being set up: before its first act nobody is there to confirm anything.

What counts as the first act is said by the app that knows acts, which registers a function when it is ready:
``portal.reviews`` does.
"""

from django.conf import settings

_signs = []


def register(is_over):
    """Have ``is_over()`` asked whether the site is in use (an act was published)."""
    if is_over not in _signs:
        _signs.append(is_over)


def is_under_way():
    """Whether nothing has been published by an act yet. Acts stay, so it never begins again."""
    return not any(is_over() for is_over in _signs)


def is_wanted():
    """Whether this site wants a second person at all (the setting SECOND_PERSON)."""
    return settings.SECOND_PERSON


def wants_second_person():
    """Whether a change made now waits for a second person."""
    return is_wanted() and not is_under_way()
