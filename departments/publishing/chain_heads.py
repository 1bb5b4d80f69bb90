"""Heads of chains that are published with the open data: other apps say which chains they keep.

Whoever keeps a head can tell later whether its chain was rewritten or cut off. An app registers its
chain when it is ready: ``portal.accounts.audit`` does.
"""

_heads = {}


def register(name, head):
    """Publish a chain under a name; ``head()`` returns its length and last digest (dict)."""
    _heads[name] = head


def heads():
    """The heads of all registered chains as they are now (dict of dict by name)."""
    return {name: head() for name, head in _heads.items()}
