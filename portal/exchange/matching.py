"""Which entry of a new list is which entry of the list before it."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from departments.publishing.digests import plain_content
from departments.texts.values import leaves, without

#: Two entries are the same when their texts are this much alike (0 to 100) …
TEXT_THRESHOLD = 60
#: … or when what they are called is: a duty keeps its code though all its work items change.
HEADING_THRESHOLD = 90


@dataclass(frozen=True)
class Wording:
    """What an entry is called, and its whole text."""

    heading: str
    text: str

    @classmethod
    def of(cls, section, record):
        """That of an entry in the list format: its texts in the order of their keys, no numbers."""
        heading = record[section.column(section.heading).json_key]
        return cls(heading, "\n".join(leaves(without(plain_content(record), ("number",)))))


def match_entries(old, new):
    """Pair new entries with old ones: a list as long as ``new``, of indexes into ``old`` or None.

    Equal texts are paired first, in order; then the most alike, best first. Each old entry is
    used once.
    """
    pairs = match_equal(old, new)
    free_old = [i for i in range(len(old)) if i not in set(pairs)]
    free_new = [j for j, i in enumerate(pairs) if i is None]
    scored = [
        (-score, abs(i - j), j, i)
        for j in free_new
        for i in free_old
        if (score := likeness(old[i], new[j]))
    ]
    used = set()
    for _, _, j, i in sorted(scored):
        if pairs[j] is None and i not in used:
            pairs[j] = i
            used.add(i)
    return pairs


def likeness(one, other):
    """How alike two entries are (0 to 100); 0 when below both thresholds."""
    text = fuzz.ratio(one.text, other.text, score_cutoff=TEXT_THRESHOLD)
    if one.heading and other.heading:
        heading = fuzz.ratio(one.heading, other.heading, score_cutoff=HEADING_THRESHOLD)
        return max(text, heading)
    return text


def match_equal(old, new):
    """Pair new entries with old ones of the same wording, in order (as ``match_entries``)."""
    waiting = {}
    for i, entry in enumerate(old):
        waiting.setdefault(entry, []).append(i)
    return [waiting[entry].pop(0) if waiting.get(entry) else None for entry in new]
