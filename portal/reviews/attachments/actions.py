"""Files that go with an adjustment (附件): attached, taken out again, and opened.

Only the department's editors attach, while the draft is theirs to edit: what reviewers judge stays
as it was handed in, and a reviewer who has a document to show returns the adjustment with reasons.
"""

import logging

from django.utils import timezone

from portal.accounts.audit import log

from ..files import taking, vault
from ..refusals import Conflict, refusal_of
from ..workflow import actions, conditions

#: So many files go with one adjustment at most.
MOST = 30
logger = logging.getLogger(__name__)


def add(user, adjustment, upload):
    """Attach a file (a Django UploadedFile, None if none was sent; returns the Attachment)."""
    with actions.editing(user, adjustment) as current:
        taken = taking.look_at(upload)
        _check_room(current, taken.sha256)
        attachment = taking.keep(user, current, taken)
        log.note(
            log.Kind.WRITE, current, f"附上《{attachment}》", user=user, after=_said(attachment)
        )
        return attachment


def remove(user, attachment):
    """Take a file out of a draft; its row stays, and so do the bytes (returns the Attachment)."""
    with actions.editing(user, attachment.adjustment) as current:
        found = current.attachments.filter(pk=attachment.pk, removed_at=None).first()
        if found is None:
            raise Conflict("这个附件已经撤下。")
        if found.decision_id:
            raise Conflict("这是代录审查意见的原件，随意见保存，不能撤下。")
        found.removed_by, found.removed_at = user, timezone.now()
        found.save(update_fields=["removed_by", "removed_at"])
        log.note(log.Kind.WRITE, current, f"撤下《{found}》", user=user, before=_said(found))
        return found


def attached(adjustment):
    """The files that go with an adjustment (a queryset)."""
    return adjustment.attachments.filter(removed_at=None)


def may_attach(user, adjustment):
    """Whether a user may attach and take out files now."""
    return refusal_of(conditions.check_editing, user, adjustment) is None


def open_file(attachment):
    """The bytes of an attachment as an open file.

    Raises Conflict if it was taken out, or the bytes are not what they were.
    """
    if attachment.removed_at:
        raise Conflict(f"附件《{attachment}》已经撤下，不再提供下载。")
    handle = vault.open_verified(attachment.sha256)
    if handle is None:
        logger.error("attachment %s: %s is missing or changed", attachment.pk, attachment.sha256)
        raise Conflict(f"附件《{attachment}》的文件缺失或者已被改动，不能下载。请联系管理员。")
    return handle


def _check_room(adjustment, sha256):
    present = list(attached(adjustment).values_list("sha256", flat=True))
    if sha256 in present:
        raise Conflict("内容相同的文件已经附上。")
    if len(present) >= MOST:
        raise Conflict(f"附件不超过 {MOST} 个，请先撤下不用的。")


def _said(attachment):
    return {"name": attachment.name, "size": attachment.size, "sha256": attachment.sha256}
