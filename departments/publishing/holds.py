"""Why a draft is not edited in the pages of its section: other apps say when they hold it.

A hold is a function of an edition that returns the reason as a sentence, or "" where it holds it
not. An app registers its own when it is ready: ``portal.reviews`` does.
"""

_holds = []


def register(hold):
    """Have ``hold(edition)`` asked before a draft is edited."""
    if hold not in _holds:
        _holds.append(hold)


def held(edition):
    """The first reason why an edition is held (str), "" where nothing holds it."""
    return next(filter(None, (hold(edition) for hold in _holds)), "")
