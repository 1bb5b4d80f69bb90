"""An adjustment that begins with what another one says.

A copy takes every column along but those named here: what is added to a model goes along by itself.
"""

from departments.models import Origin
from departments.publishing.drafts import draft_from

from ..models import Adjustment, Attachment, Clash, Comment, Contribution, Stage

#: The columns of each model that a copy does not take over, and why.
NOT_COPIED = {
    Adjustment: {
        "draft": "each carries its own",
        "opened_by": "who opens the other one",
        "opened_at": "the day on which it is opened",
        "state": "it begins as a draft",
        "round": "of its own way through review",
        "version": "counts the writes of its own row",
        "submitted_at": "said when it is submitted itself",
        "sealed_digest": "of the draft that it carries, when submitted",
        "sealed_changes": "of what it changes, when submitted",
        "act": "its own publication",
        "split_from": "where this one comes from, not the other",
        "begun_from": "where this one comes from, not the other",
        "repeats": "where this one comes from, not the other",
    },
    Stage: {
        "adjustment": "that which passes it",
        "round": "of its own way through review",
        "passed_with": "the stage that was decided",
    },
    Attachment: {
        "adjustment": "that which shows it",
        "decision": "a scan belongs to one decision on paper",
        "removed_by": "what was removed is not copied",
        "removed_at": "what was removed is not copied",
    },
    Clash: {"adjustment": "that which tells of it"},
    Contribution: {
        "adjustment": "that in which they had a hand",
        "since": "from when the other one was there",
    },
    Comment: {
        "adjustment": "that of which it is said",
        "answers": "the copy of what it answers",
    },
    Origin: {"draft": "that of the other one"},
}


def said_by(record):
    """What a copy of a record takes over (dict of values by the names of columns)."""
    own = NOT_COPIED[type(record)]
    fields = (field for field in record._meta.concrete_fields if not field.primary_key)
    return {
        field.attname: getattr(record, field.attname) for field in fields if field.name not in own
    }


def copy_of(adjustment, draft, user, **fields):
    """A new adjustment with another draft that says what this one says (returns the Adjustment).

    ``fields`` are what it says otherwise.
    """
    copy = Adjustment(**said_by(adjustment), draft=draft, opened_by=user)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    return copy


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
    _copy(adjustment.contributions.all(), other)


def copy_stages(adjustment, other):
    """The stages of its present round, passed as far as they are."""
    Stage.objects.bulk_create(
        Stage(
            adjustment=other,
            round=other.round,
            # That in which it was decided: the whole may itself be a part.
            passed_with=(stage.passed_with or stage) if stage.passed_at else None,
            **said_by(stage),
        )
        for stage in adjustment.current_stages()
    )


def copy_origin(adjustment, other):
    """Let another adjustment tell where its text comes from, as this one does."""
    for origin in Origin.objects.filter(draft=adjustment.draft):
        Origin.objects.create(draft=other.draft, **said_by(origin))


def copy_attachments(adjustment, other):
    """Have another adjustment show the same files: their bytes are kept once, by their digest."""
    _copy(adjustment.attachments.filter(removed_at=None), other)


def copy_clashes(clashes, other):
    """Let another adjustment tell of these clashes, and how they were decided."""
    _copy(clashes, other)


def copy_remark(remark, other, answers=None):
    """Say of another adjustment what a remark says, as an answer to another one if it is one."""
    return Comment.objects.create(adjustment=other, answers=answers, **said_by(remark))


def _copy(records, other):
    records = list(records)
    if records:
        copies = (type(one)(adjustment=other, **said_by(one)) for one in records)
        type(records[0]).objects.bulk_create(copies)
