"""Writing a change down, as it happens and in the same transaction."""

from ..audit import context
from . import keys, notices
from .models import Change, Verdict
from .setup import wants_second_person


def record(key, before, after):
    """Write down that a fact (Fact, None where there was or is none) of a key has changed.

    Returns the Change, None where no second person is wanted. What brings a state back to the last
    one that stood leaves nothing to confirm; for the keys of an account there is no way back.
    """
    if not wants_second_person():
        return None
    (subject, aspect), known = key, after or before
    old, new = _shown(aspect, before, after)
    by, by_name, by_command = maker()
    change = Change.objects.create(
        subject=subject,
        subject_name=known.name,
        aspect=aspect,
        what=known.what,
        before=old,
        after=new,
        grants=aspect == keys.SECOND_FACTOR or (after is not None) != (aspect == keys.CLOSED),
        user_id=known.user,
        office_id=known.office,
        by=by,
        by_name=by_name,
        by_command=by_command,
    )
    if not _undoes(change):
        notices.changed(change)
    return change


def maker():
    """Who is at work: user (or None), what they are called, and whether by the command line."""
    actor = context.current()
    user = actor.user
    if user:
        return user, user.get_full_name(), False
    if actor.address:
        return None, "没有登录的人（凭邮件或者统一身份认证）", False
    return None, f"{actor.operator or '程序'}（命令行）", True


def _shown(aspect, before, after):
    if aspect in keys.CREDENTIALS and before and after:
        return "原来的", "新的"
    return before.shown if before else after.absent, after.shown if after else before.absent


def _undoes(change):
    """Whether a change brings its aspect back to what stood; then all since then is undone."""
    if change.aspect in keys.CREDENTIALS:
        return False
    waiting = Change.objects.waiting().filter(subject=change.subject, aspect=change.aspect)
    since = list(waiting.order_by("pk"))
    if len(since) < 2 or since[0].before != change.after:
        return False
    Verdict.objects.bulk_create(
        Verdict(change=one, outcome=Verdict.Outcome.UNDONE, by=change.by, by_name=change.by_name)
        for one in Change.objects.open().filter(pk__in=[one.pk for one in since])
    )
    return True
