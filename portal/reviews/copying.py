"""An adjustment that begins with what another one says."""

from departments.drafts import draft_from

from .models import Adjustment, Attachment, Clash, Contribution, Stage
from .origins import copy_origin

#: What an adjustment says of itself and of what it rests on.
SAID = ("department", "base", "kind", "cause", "reasons", "basis", "follow_on")
#: What its route asked for when it was submitted.
ASKED = ("separate_publisher", "separate_judges")


def copy_of(adjustment, draft, user, **fields):
    """A new adjustment with another draft that says what this one says (returns the Adjustment)."""
    said = {name: getattr(adjustment, name) for name in (*SAID, *ASKED)}
    return Adjustment.objects.create(draft=draft, opened_by=user, **said | fields)


def another_of(adjustment, user):
    """A new adjustment with the same text, files and open questions (returns the Adjustment)."""
    another = copy_of(adjustment, draft_from(adjustment.draft), user, begun_from=adjustment)
    copy_contributions(adjustment, another)
    copy_origin(adjustment, another)
    copy_attachments(adjustment, another)
    copy_clashes(adjustment.clashes.all(), another)
    return another


def copy_contributions(adjustment, other):
    """Whoever had a hand in an adjustment has one in what comes of it."""
    Contribution.objects.bulk_create(
        Contribution(adjustment=other, user_id=user)
        for user in adjustment.contributions.values_list("user", flat=True)
    )


def copy_stages(adjustment, other):
    """The stages of its present round, passed as far as they are."""
    Stage.objects.bulk_create(
        Stage(
            adjustment=other,
            round=other.round,
            position=stage.position,
            name=stage.name,
            office=stage.office,
            working_days=stage.working_days,
            opened_on=stage.opened_on,
            due_on=stage.due_on,
            passed_at=stage.passed_at,
            # That in which it was decided: the whole may itself be a part.
            passed_with=(stage.passed_with or stage) if stage.passed_at else None,
        )
        for stage in adjustment.current_stages()
    )


def copy_attachments(adjustment, other):
    """Have another adjustment show the same files: their bytes are kept once, by their digest."""
    shared = ("name", "media_type", "size", "sha256", "added_by_id", "added_by_name", "added_at")
    Attachment.objects.bulk_create(
        Attachment(adjustment=other, **values)
        for values in adjustment.attachments.filter(removed_at=None).values(*shared)
    )


def copy_clashes(clashes, other):
    """Let another adjustment tell of these clashes, and how they were decided."""
    told = ("section", "code", "ours", "theirs", "found_at", "choice")
    Clash.objects.bulk_create(
        Clash(adjustment=other, **{name: getattr(one, name) for name in told}) for one in clashes
    )
