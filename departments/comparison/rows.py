"""Which row of an entry was which row before: rows have no codes."""

from rapidfuzz import fuzz

#: Rows are the same when their texts are this much alike (0 to 100) …
ALIKE = 60
#: … or when what they are called is: a party keeps its row though all its duties change.
CALLED_ALIKE = 90
#: Of long texts the beginning tells enough.
LOOKED_AT = 500
#: More pairs than this are not compared: rows then go by their places.
MOST_PAIRS = 10_000


def match_rows(old, new, name=0):
    """Pair new rows with old ones: for each new row an index into ``old`` or None (list).

    Rows are tuples of str; ``name`` is the place of what a row is called. Equal rows are paired
    first, in order; then the most alike, best first; then what stands in the same place.
    """
    partners = _equal(old, new)
    _pair_alike(old, new, name, partners)
    _pair_by_place(len(old), partners)
    return partners


def _equal(old, new):
    waiting = {}
    for i, row in enumerate(old):
        waiting.setdefault(row, []).append(i)
    return [waiting[row].pop(0) if waiting.get(row) else None for row in new]


def _pair_alike(old, new, name, partners):
    free_old = sorted(set(range(len(old))) - set(partners))
    free_new = [j for j, i in enumerate(partners) if i is None]
    if len(free_old) * len(free_new) > MOST_PAIRS:
        return
    scored = [
        (-score, abs(i - j), j, i)
        for j in free_new
        for i in free_old
        if (score := _likeness(old[i], new[j], name))
    ]
    for _, _, j, i in sorted(scored):
        if partners[j] is None and i not in partners:
            partners[j] = i


def _pair_by_place(old_size, partners):
    free = set(range(old_size)) - set(partners)
    for j, partner in enumerate(partners):
        follows = (partners[j - 1] + 1 if partners[j - 1] is not None else None) if j else 0
        if partner is None and follows in free:
            partners[j] = follows


def _likeness(one, other, name):
    """How alike two rows are (0 to 200); 0 when below both thresholds."""
    text = fuzz.ratio(_beginning(one), _beginning(other), score_cutoff=ALIKE)
    called = one[name] and other[name]
    return text + (fuzz.ratio(one[name], other[name], score_cutoff=CALLED_ALIKE) if called else 0)


def _beginning(row):
    return "\n".join(row)[:LOOKED_AT]
