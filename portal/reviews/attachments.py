"""Files that go with an adjustment (附件): attached, taken out again, and opened.

Only the department's editors attach, while the draft is theirs to edit: what reviewers judge stays
as it was handed in, and a reviewer who has a document to show returns the adjustment with reasons.
"""

import logging

from django.conf import settings
from django.utils import timezone

from portal.accounts import rights
from portal.accounts.audit import log

from . import actions
from .files import kinds, vault
from .files.names import clean_name, extension_of
from .models import Attachment
from .refusals import Conflict, Incomplete

#: So many files go with one adjustment at most.
MOST = 30
logger = logging.getLogger(__name__)


def add(user, adjustment, upload):
    """Attach a file (a Django UploadedFile, None if none was sent; returns the Attachment)."""
    with actions.editing(user, adjustment) as current:
        _check_size(upload)
        name, content = clean_name(upload.name), upload.read()
        kind = _checked_kind(name, content)
        sha256 = vault.digest_of(content)
        _check_room(current, sha256)
        # Before its row: a row without a file would be worse than a file without a row.
        vault.keep(content)
        attachment = Attachment.objects.create(
            adjustment=current,
            name=name,
            media_type=kind.media_type,
            size=len(content),
            sha256=sha256,
            added_by=user,
            added_by_name=user.get_full_name(),
        )
        log.note(log.Kind.WRITE, current, f"附上《{name}》", user=user, after=_said(attachment))
        return attachment


def remove(user, attachment):
    """Take a file out of a draft; its row stays, and so do the bytes (returns the Attachment)."""
    with actions.editing(user, attachment.adjustment) as current:
        found = current.attachments.filter(pk=attachment.pk, removed_at=None).first()
        if found is None:
            raise Conflict("这个附件已经撤下。")
        found.removed_by, found.removed_at = user, timezone.now()
        found.save(update_fields=["removed_by", "removed_at"])
        log.note(log.Kind.WRITE, current, f"撤下《{found}》", user=user, before=_said(found))
        return found


def attached(adjustment):
    """The files that go with an adjustment (a queryset)."""
    return adjustment.attachments.filter(removed_at=None)


def may_attach(user, adjustment):
    """Whether a user may attach and take out files now."""
    return adjustment.is_editable and rights.edits(user, adjustment.department)


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


def _check_size(upload):
    if upload is None:
        raise Incomplete("请选择要附上的文件。")
    if not upload.size:
        raise Incomplete("这是一个空文件，请重新选择。")
    if upload.size > settings.ATTACHMENT_MB * 1024 * 1024:
        raise Incomplete(f"文件太大，每个附件不超过 {settings.ATTACHMENT_MB} MB。")


def _checked_kind(name, content):
    """The FileKind of some bytes under a name. Raises Incomplete if they are not to be taken."""
    extension = extension_of(name)
    kind = kinds.KINDS.get(extension)
    if kind is None:
        raise Incomplete(f"不能附上《{name}》：只收 {'、'.join(kinds.KINDS)} 文件。")
    if not kind.fits(content):
        raise Incomplete(f"《{name}》的内容不是 {extension} 文件，或者设有打开密码。")
    if kinds.has_macros(content):
        raise Incomplete(f"《{name}》含有宏，请另存为不含宏的文件。")
    return kind


def _check_room(adjustment, sha256):
    present = list(attached(adjustment).values_list("sha256", flat=True))
    if sha256 in present:
        raise Conflict("内容相同的文件已经附上。")
    if len(present) >= MOST:
        raise Conflict(f"附件不超过 {MOST} 个，请先撤下不用的。")


def _said(attachment):
    return {"name": attachment.name, "size": attachment.size, "sha256": attachment.sha256}
