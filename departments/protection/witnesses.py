"""What happens here and must be noted elsewhere: other apps say how.

A witness is a function ``witness(record, text, after)`` that notes what became of a record, in the
transaction under way: if it fails, so does what it was told. An app registers its own when ready:
``portal.accounts.audit`` does.
"""

_witnesses = []


def register(witness):
    """Have ``witness`` told of every publication and maintenance."""
    if witness not in _witnesses:
        _witnesses.append(witness)


def tell(record, text, after):
    """Tell all witnesses; ``after`` is what the record says now (dict of JSON values)."""
    for witness in _witnesses:
        witness(record, text, after)
