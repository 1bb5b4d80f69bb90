"""What happens to a correction: received, answered, its contact data forgotten.

Each is one transaction; nothing else writes corrections.
"""

from django.db import transaction
from django.utils import timezone

from .limits import (
    Refused,
    UsedTicket,
    count_one,
    lock_sender,
    refuse_repeated,
    text_digest,
)
from .models import Correction, CorrectionEvent, Sender, State
from .numbers import new_number


@transaction.atomic
def receive_correction(target, said, ticket, address):
    """Take a correction about a Target (returns the Correction).

    ``said`` are its fields ``kind``, ``problem``, ``suggestion`` and ``contact``; ``ticket`` the
    Ticket of its form, which counts once: sent again as it was, the correction it made is returned.
    ``address`` is the client's. Raises Refused, with nothing written.
    """
    forget_contacts()
    sender = lock_sender(address)
    digest = text_digest(said["problem"], said["suggestion"])
    if known := Correction.objects.filter(ticket=ticket.name).first():
        return _sent_again(known, digest)
    refuse_repeated(digest, target)
    count_one(sender)
    correction, is_new = Correction.objects.get_or_create(
        ticket=ticket.name,
        defaults={
            "number": new_number(timezone.localdate()),
            "text_digest": digest,
            **target.frozen(),
            **said,
        },
    )
    if is_new:
        CorrectionEvent.objects.create(correction=correction, state=correction.state)
    return correction


def _sent_again(known, digest):
    if known.text_digest != digest:
        raise UsedTicket(
            f"这张表单已经提交过一次，受理编号是 {known.number}。"
            "您另写的内容都还在下面，请核对后再提交一次。"
        )
    return known


@transaction.atomic
def answer_correction(correction, *, user, state, answer, draft=None, seen):
    """Bring a correction to a state, with what its sender reads as answer (returns it).

    ``draft`` is the edition in draft that takes it up; ``seen`` how many events the user saw:
    the answer of somebody who did not see the latest one is refused. Raises Refused.
    """
    locked = Correction.objects.select_for_update().get(pk=correction.pk)
    check_answer(locked, user, state, answer, draft, seen)
    now = timezone.now()
    locked.state, locked.answer, locked.draft = state, answer.strip(), draft
    locked.closed_at = now if locked.is_closed else None
    locked.save(update_fields=["state", "answer", "draft", "closed_at"])
    CorrectionEvent.objects.create(
        correction=locked,
        at=now,
        user=user,
        user_name=user.get_full_name(),
        state=state,
        answer=locked.answer,
        adjustment_name=str(draft) if draft else "",
    )
    return locked


def check_answer(correction, user, state, answer, draft, seen):
    """Whether a user may answer a correction so. Raises Refused."""
    if not Correction.objects.for_user(user).filter(pk=correction.pk).exists():
        raise Refused("您没有答复这条意见的权限。")
    if correction.events.count() != seen:
        raise Refused("打开本页之后，已有人办理过这条意见。请先刷新，看过最新的办理记录再答复。")
    if state not in State.values or state == State.RECEIVED:
        raise Refused("请选择办理到了哪一步：处理中，或者办结的结果。")
    if state in State.closed() and not answer.strip():
        raise Refused("办结时须写明答复：提意见的人凭编号查看它。")
    if draft and draft != correction.draft:
        _check_draft(correction, draft)


def _check_draft(correction, draft):
    if draft.is_published:
        raise Refused("只能关联尚未公布的清单草稿。")
    if correction.department_id and draft.department_id != correction.department_id:
        raise Refused("只能关联这个部门自己的清单草稿。")


@transaction.atomic
def forget_contacts():
    """Erase contact data kept long enough, and who has sent how much (returns how many erased)."""
    Sender.objects.forget_old()
    return Correction.objects.with_contact_due().update(contact="")
