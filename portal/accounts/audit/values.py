"""What an event may hold, so that each database gives back exactly what was stored.

PostgreSQL takes no NUL in a text and writes numbers its own way (1e16 becomes an integer, -0.0 loses
its sign); of two equal keys it keeps one. A digest must not depend on any of this.
"""

import json

from django.core.serializers.json import DjangoJSONEncoder


def plain(value):
    """A value of any kind that JSON can say, made of texts, whole numbers, booleans and None.

    Dates and numbers with a fraction become texts; mappings keep the last of equal keys.
    """
    return _plain(json.loads(json.dumps(value, cls=DjangoJSONEncoder)))


def storable(text):
    """A text without what no database keeps: NUL becomes ␀, half a surrogate pair a question mark."""
    return str(text).replace("\0", "␀").encode("utf-8", "replace").decode("utf-8")


def _plain(value):
    if isinstance(value, dict):
        return {storable(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, (str, float)):
        return storable(value)
    return value
