"""What an application changes: its draft compared with its base (DESIGN, Words).

The one answer, for dossier, checks, papers, the list for publication, the route and the digest by
which approvals last. The edition in force may be another; it is a choice beside this.
"""

from rapidfuzz import fuzz

from departments.comparison import compare, summaries
from departments.comparison.matching import moved
from departments.models import section_models
from departments.publishing.digests import json_digest

from ..models import Kind
from .rebase import prose, side

#: Below this likeness (0 to 100) an entry under an old code says something new: one duty is
#: cancelled and another one added, whatever the code.
ANOTHER_ENTRY = 30
#: Characters from which on that can be told.
LONG = 20


def amendment_of(adjustment):
    """What an application changes (a Comparison; a fixed number of queries)."""
    for one in filter(None, (adjustment.base, adjustment.draft)):
        # One department, whose names are read once.
        one.department = adjustment.department
    return compare(adjustment.base, adjustment.draft)


def counts_of(adjustments):
    """How many entries each of some applications adds, removes, changes and moves (list of dict)."""
    return summaries([(one.base, one.draft) for one in adjustments])


def kinds_of(adjustment, amendment=None):
    """The kinds of adjustment that an application is, by its own word and by what it changes (set).

    An entry that came is an addition, one that went a cancellation or, where the application says
    so, a delegation; one that says something wholly different is both.
    """
    if adjustment.base is None:
        return {Kind.FIRST}
    amendment = amendment or amendment_of(adjustment)
    gone = Kind.DELEGATE if adjustment.kind == Kind.DELEGATE else Kind.CANCEL
    found = {Kind(adjustment.kind)}
    for entry in (entry for group in amendment.groups for entry in group.amended):
        found |= {Kind.ADD} if entry.pair.old is None else set()
        found |= {gone} if entry.pair.new is None else set()
        found |= {Kind.ADD, gone} if _is_another(entry) else set()
        found |= set() if entry.is_one_sided else {Kind.CHANGE}
    if amendment.changed_names or amendment.changed_lines:
        found.add(Kind.CHANGE)
    return found


def changes_digest(adjustment):
    """SHA-256 over what an application changes, wherever its base stands (64 hexadecimal digits).

    Two drafts upon two editions have the same when they do the same to the same texts: what each
    entry, heading, note and title said before and is to say, and which entries move.
    """
    entries = [
        [model.section_key, *change]
        for model in section_models()
        for change in _of(model, adjustment)
    ]
    before, after = prose(adjustment.base), prose(adjustment.draft)
    texts = [[key, before[key], after[key]] for key in before if before[key] != after[key]]
    return json_digest({"entries": entries, "prose": texts})


def _of(model, adjustment):
    """The changes of a section, in the order of their codes (yields lists)."""
    base, ours = side(model, adjustment.base), side(model, adjustment.draft)
    for code in sorted(base.entries.keys() | ours.entries.keys()):
        before, after = base.said(code), ours.said(code)
        if before != after:
            yield [code, *_without_common_number(before, after)]
    both = base.entries.keys() & ours.entries.keys()
    orders = ([code for code in one.entries if code in both] for one in (base, ours))
    yield from ([code] for code in sorted(moved(*orders)))


def _without_common_number(before, after):
    """Two records without the printed number that is none of the change: another edition renumbers."""
    if before is None or after is None or before["number"] != after["number"]:
        return before, after
    return tuple({k: v for k, v in one.items() if k != "number"} for one in (before, after))


def _is_another(entry):
    if entry.is_one_sided or not entry.code:
        return False
    old, new = (_text(one) for one in (entry.pair.old, entry.pair.new))
    return min(len(old), len(new)) >= LONG and fuzz.ratio(old, new) < ANOTHER_ENTRY


def _text(wording):
    return "\n".join("\n".join(one.pieces) for one in (wording, *wording.rows))
