"""Two wordings of an entry side by side, with the comparison that readers and reviewers see."""

from dataclasses import dataclass

from departments.comparison.contents import load_wordings
from departments.comparison.entries import EntryComparison
from departments.comparison.matching import Pair

from ..wording import said_by, worded


@dataclass(frozen=True)
class Side:
    """What the comparison calls one of its sides; it is no edition."""

    label: str
    is_published: bool = False


def set_side_by_side(model, code, stored, form):
    """What is stored against what was typed, as context of ``departments/_comparison_entry.html``."""
    pair = Pair(worded(said_by(stored)), worded(form.typed), 1, 1)
    return {
        "comparison": {"old": Side("已保存的文字"), "new": Side("您的文字")},
        "compared": EntryComparison(model, pair, code, code),
    }


def draft_against_base(model, base, entry):
    """What the draft says of an entry against the base, as context of the same template."""
    pair = Pair(worded(said_by(base)), worded(said_by(entry)), 1, 1)
    return {
        "comparison": {"old": Side("原文"), "new": Side("本草稿")},
        "compared": EntryComparison(model, pair, entry.code, entry.code),
    }


def clash_side_by_side(clash, model, base, draft):
    """The new edition's text of an entry against the draft's, as context of the same template."""
    found = load_wordings(model, clash.code, [base, draft])
    theirs, ours = found.get(base.pk), found.get(draft.pk)
    if not (theirs or ours):
        return {}
    pair = Pair(theirs, ours, theirs and 1, ours and 1)
    return {
        "comparison": {"old": base, "new": Side("本草稿")},
        "compared": EntryComparison(model, pair, clash.code, clash.code),
    }
