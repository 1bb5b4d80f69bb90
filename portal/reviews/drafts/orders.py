"""The order of entries, by their codes, when it comes from several sides."""


def merged_order(ours, codes):
    """The order of a section (list): that of the file, with the entries that it does not have.

    Each of these stays behind the one that it follows in the draft; new entries stand behind the
    one that they follow in the file, and at the end if the file has no other.
    """
    listed, own = set(codes), set(ours)
    following, before = {None: []}, None
    for code in ours:
        if code in listed:
            before = code
        else:
            following.setdefault(before, []).append(code)
    order, last = following[None], None
    for code in codes:
        if code in own:
            order += following.get(last, []) if last else []
            last = code
        order.append(code)
    return order + (following.get(last, []) if last else [])


def moves(base, other):
    """Whether another order of a section puts the entries that both have in other places."""
    return _among(base, other) != _among(other, base)


def three_way(base, theirs, ours):
    """The order of ``ours`` after ``theirs`` and it went apart from ``base`` (None: in dispute)."""
    if not moves(base, theirs) or not moves(theirs, ours):
        return ours
    if moves(base, ours):
        return None
    return merged_order(ours, _among(theirs, ours))


def _among(codes, others):
    others = set(others)
    return [code for code in codes if code in others]
