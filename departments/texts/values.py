"""Walking through JSON values: the records and documents of the list format."""


def without(value, keys, *, empty=True):
    """A value without some keys at any depth; tuples become lists.

    With ``empty=False`` also without keys whose text is empty.
    """
    if isinstance(value, dict):
        return {
            key: without(one, keys, empty=empty)
            for key, one in value.items()
            if key not in keys and (empty or one != "")
        }
    if isinstance(value, (list, tuple)):
        return [without(one, keys, empty=empty) for one in value]
    return value


def leaves(value):
    """What stands at the ends of a value, in the order of its keys (yields)."""
    if isinstance(value, dict):
        for key in sorted(value):
            yield from leaves(value[key])
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from leaves(one)
    else:
        yield value
