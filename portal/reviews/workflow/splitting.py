"""Taking a part of an adjustment out into one of its own."""

from django.utils import timezone

from departments.models import section_models
from departments.publishing.drafts import draft_from

from ..drafts.copying import (
    copy_attachments,
    copy_clashes,
    copy_contributions,
    copy_of,
    copy_origin,
    copy_remark,
    copy_stages,
)
from ..drafts.rebase import prose, replace, side
from ..models import Comment
from ..refusals import Conflict, Incomplete


def check_choice(adjustment, entries):
    """Refuse a choice of entries (pairs of section key and code) that is no part of the whole.

    Raises Incomplete unless each of them is changed, and something is left; Conflict for a first
    list, which is one whole.
    """
    if adjustment.base is None:
        raise Conflict("首次编制的清单是一个整体，不能分出一部分。")
    changed, chosen = changed_entries(adjustment), set(entries)
    if not chosen:
        raise Incomplete("请选定要分出的条目。")
    if not chosen <= changed:
        raise Incomplete("只能分出有改动的条目，请重新选定。")
    if chosen == changed and prose(adjustment.base) == prose(adjustment.draft):
        raise Incomplete("所有改动都选定了，不必分出，可以直接通过。")


def part_of(adjustment, entries, user):
    """Take some changed entries out of an adjustment that went back (returns the new Adjustment).

    The part is a draft as yet, with all that belongs to these entries: who had a hand in them, the
    stages that they passed, the files, and what was said of them, which is settled in the whole.
    """
    draft = draft_from(adjustment.base, adjustment.department)
    part = copy_of(adjustment, draft, adjustment.opened_by, split_from=adjustment, round=1)
    copy_origin(adjustment, part)
    decided = adjustment.clashes.exclude(choice="")
    copy_clashes([one for one in decided if (one.section, one.code) in set(entries)], part)
    _move_entries(adjustment, part, entries)
    copy_contributions(adjustment, part)
    copy_stages(adjustment, part)
    copy_attachments(adjustment, part)
    _move_remarks(adjustment, part, entries, user)
    return part


def _move_entries(adjustment, part, entries):
    for model in section_models():
        codes = {code for section, code in entries if section == model.section_key}
        base, ours = side(model, adjustment.base), side(model, adjustment.draft)
        replace(model, part.draft, ours, side(model, part.draft), codes)
        replace(model, adjustment.draft, base, ours, codes)


def _move_remarks(adjustment, part, entries, user):
    remarks = adjustment.comments.filter(answers=None)
    moved = [one for one in remarks if (one.section, one.code) in set(entries)]
    for remark in moved:
        answers = list(remark.answered_by.order_by("pk"))
        its_copy = copy_remark(remark, part)
        for answer in answers:
            copy_remark(answer, part, its_copy)
    settled = {"resolved_by": user, "resolved_at": timezone.now()}
    open_ones = Comment.objects.filter(pk__in=[one.pk for one in moved], resolved_at=None)
    open_ones.update(**settled)


def changed_entries(adjustment):
    """The entries that an adjustment's draft adds, removes or words anew (set of (section, code))."""
    found = set()
    for model in section_models():
        base, ours = side(model, adjustment.base), side(model, adjustment.draft)
        codes = base.entries.keys() | ours.entries.keys()
        found |= {(model.section_key, code) for code in codes if base.said(code) != ours.said(code)}
    return found
