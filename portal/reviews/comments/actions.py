"""Remarks on an adjustment (修改意见): made, answered, resolved.

They judge nothing and change no draft, so they leave the adjustment's version alone, and a form
that someone has open stays good. They are made under its lock all the same: what is said before a
step is known to whoever takes it (``check_heard``), and nothing is said of what has ended.
"""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from portal.accounts import rights
from portal.accounts.audit import log

from ..models import Adjustment, Comment
from ..models.kinds import ENDED
from ..notices import occasions as notices
from ..refusals import Conflict, Incomplete, NotAllowed, refusal_of
from ..texts import written
from .places import Place


def add(user, adjustment, text, section="", code="", field=""):
    """Say something of an adjustment, or of a place in its list (returns the Comment)."""
    with _talking(user, adjustment) as current:
        if not Place(section, code, field).is_in(current):
            raise Incomplete("这份调整申请中没有所指的条目或者栏目，请从条目旁边重新提出。")
        return _say(user, current, text, section=section, code=code, field=field)


def answer(user, comment, text):
    """Answer a remark that began a conversation and is not resolved (returns the Comment)."""
    with _talking(user, comment.adjustment) as current:
        begun = _open_one(current, comment)
        place = {"section": begun.section, "code": begun.code, "field": begun.field}
        return _say(user, current, text, answers=begun, **place)


def resolve(user, comment):
    """Close a conversation, for good: what is still to say begins another (returns the Comment)."""
    with _talking(user, comment.adjustment) as current:
        begun = _open_one(current, comment)
        if not resolver(user, current)(begun):
            raise NotAllowed("只有提出人和没有参与拟稿的审查人员可以办结这条意见。")
        begun.resolved_by, begun.resolved_at = user, timezone.now()
        begun.save(update_fields=["resolved_by", "resolved_at"])
        log.note(log.Kind.WRITE, current, f"办结修改意见：{begun}", user=user)
        return begun


def takes_part(user, adjustment):
    """Whether a user may comment: its department's editors, and whoever handles what was submitted.

    A department that was asked for its opinion reads, and says what it thinks in its answer.
    """
    if rights.edits(user, adjustment.department):
        return True
    handles = rights.reviews(user) or rights.publishes(user)
    return handles and adjustment.submitted_at is not None


def may_comment(user, adjustment):
    """Whether a user may comment now."""
    return refusal_of(_check_talking, user, adjustment) is None


def resolver(user, adjustment):
    """The rule by which a user may resolve remarks (a function of a Comment that began one).

    One's own; and those of others as a reviewer who had no hand in the draft.
    """
    judges = rights.reviews(user) and not adjustment.has_hand_of(user)
    return lambda comment: judges or comment.by_id == user.pk


def check_heard(adjustment, heard):
    """Raise Conflict if something was said after the comment ``heard`` (a primary key; 0: none).

    Within a transaction with the step that follows: nothing is said between the two.
    """
    _lock(adjustment)
    if adjustment.comments.filter(pk__gt=heard).exists():
        raise Conflict("您打开页面之后又有人提出了意见。请看过新的意见，再作决定。")


@contextmanager
def _talking(user, adjustment):
    with transaction.atomic():
        current = _lock(adjustment)
        _check_talking(user, current)
        yield current


def _check_talking(user, adjustment):
    if not takes_part(user, adjustment):
        raise NotAllowed("只有拟稿部门的编辑和审查、公布人员可以提出修改意见。")
    if adjustment.state in ENDED:
        raise Conflict(f"这份调整申请{adjustment.get_state_display()}，不再提出修改意见。")


def _lock(adjustment):
    return Adjustment.objects.select_for_update(of=("self",), no_key=True).get(pk=adjustment.pk)


def _open_one(adjustment, comment):
    begun = adjustment.comments.filter(answers=None).get(pk=comment.pk)
    if begun.resolved_at:
        raise Conflict("这条意见已经办结。还有话要说的，请另提一条。")
    return begun


def _say(user, adjustment, text, **place):
    kept = written(text)
    if not kept:
        raise Incomplete("请写明意见。")
    comment = Comment.objects.create(
        adjustment=adjustment, text=kept, by=user, by_name=user.get_full_name(), **place
    )
    verb = "答复修改意见" if comment.answers else "提出修改意见"
    log.note(log.Kind.WRITE, adjustment, f"{verb}：{comment.text}", user=user)
    notices.commented(comment)
    return comment
