"""Taking a part of an adjustment out into one of its own."""

from departments.drafts import draft_from
from departments.models import section_models

from .models import Attachment, Contribution, Stage
from .rebase import prose, replace, side
from .refusals import Conflict, Incomplete


def draft_of_part(adjustment, entries):
    """A new draft with some of an adjustment's changed entries; its own draft gives them up.

    ``entries`` is a list of (section key, code). Returns the Edition. Raises Incomplete unless
    each of them is changed, and something is left; Conflict for a first list, which is one whole.
    """
    if adjustment.base is None:
        raise Conflict("首次编制的清单是一个整体，不能分出一部分。")
    changed = changed_entries(adjustment)
    chosen = set(entries)
    if not chosen:
        raise Incomplete("请选定要分出的条目。")
    if not chosen <= changed:
        raise Incomplete("只能分出有改动的条目，请重新选定。")
    if chosen == changed and prose(adjustment.base) == prose(adjustment.draft):
        raise Incomplete("所有改动都选定了，不必分出，可以直接通过。")
    part = draft_from(adjustment.base, adjustment.department)
    for model in section_models():
        codes = {code for section, code in chosen if section == model.section_key}
        base, ours = side(model, adjustment.base), side(model, adjustment.draft)
        replace(model, part, ours, side(model, part), codes)
        replace(model, adjustment.draft, base, ours, codes)
    return part


def changed_entries(adjustment):
    """The entries that an adjustment's draft adds, removes or words anew (set of (section, code))."""
    found = set()
    for model in section_models():
        base, ours = side(model, adjustment.base), side(model, adjustment.draft)
        codes = base.entries.keys() | ours.entries.keys()
        found |= {(model.section_key, code) for code in codes if base.said(code) != ours.said(code)}
    return found


def copy_contributions(adjustment, part):
    """Whoever had a hand in the whole had a hand in the part."""
    Contribution.objects.bulk_create(
        Contribution(adjustment=part, user_id=user)
        for user in adjustment.contributions.values_list("user", flat=True)
    )


def copy_stages(adjustment, part):
    """Lay out the stages of the round under way for the part: what was passed stays passed."""
    Stage.objects.bulk_create(
        Stage(
            adjustment=part,
            round=part.round,
            position=stage.position,
            name=stage.name,
            office=stage.office,
            working_days=stage.working_days,
            opened_on=stage.opened_on,
            due_on=stage.due_on,
            passed_at=stage.passed_at,
            passed_with=stage if stage.passed_at else None,
        )
        for stage in adjustment.current_stages()
    )


def copy_attachments(adjustment, part):
    """The part shows the files of the whole, as they were added (their bytes are kept once)."""
    shared = ("name", "media_type", "size", "sha256", "added_by_id", "added_by_name", "added_at")
    Attachment.objects.bulk_create(
        Attachment(adjustment=part, **values)
        for values in adjustment.attachments.filter(removed_at=None).values(*shared)
    )
