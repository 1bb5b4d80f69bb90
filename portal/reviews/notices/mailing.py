"""Notices by mail. What cannot be sent undoes nothing: it stays in the desk and is tried again."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ..models import Notice
from ..naming import named

#: What could not be sent for so long is not sent any more: the desk still shows it.
WORTH_SENDING = timedelta(days=14)
BODY = """{name}：

{text}

请登录{site}查看和办理：
{address}

这封邮件由网站自动发出，请勿回复。
"""
logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """How many mails were sent, and how many could not be."""

    sent: int = 0
    failed: int = 0


def deliver(notices):
    """Mail those of some notices (a queryset) that wait for it (returns an Outcome).

    Any number of processes may do so at once: none sends what another is sending.
    """
    keys = list(waiting(notices).order_by("pk").values_list("pk", flat=True))
    outcome = Outcome()
    if not keys:
        return outcome
    try:
        with get_connection() as connection:
            for key in keys:
                _try(key, connection, outcome)
    except OSError as error:
        logger.warning("邮件服务器无法使用，通知邮件留待以后发送：%s", error)
        outcome.failed = len(keys) - outcome.sent
    return outcome


def waiting(notices):
    """Those of some notices that are to be mailed: unread, of someone with an address (a queryset)."""
    return notices.filter(
        mailed_at=None,
        read_at=None,
        at__gte=timezone.now() - WORTH_SENDING,
        user__is_active=True,
    ).exclude(user__email="")


def _try(key, connection, outcome):
    try:
        outcome.sent += _mail(key, connection)
    except (OSError, ValueError) as error:  # refused by the server; or no address
        logger.warning("第 %d 号通知的邮件没有发出，留待以后发送：%s", key, error)
        outcome.failed += 1


@transaction.atomic
def _mail(key, connection):
    """Mail a notice that no other process holds, and hold it meanwhile (returns whether it was)."""
    held = Notice.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=key)
    notice = waiting(held).select_related("user", "adjustment__department").first()
    if notice is None:
        return False
    _message(notice, connection).send()
    notice.mailed_at = timezone.now()
    notice.save(update_fields=["mailed_at"])
    return True


def _message(notice, connection):
    adjustment = notice.adjustment
    subject = f"{notice.get_kind_display()}：{named(adjustment)}"
    body = BODY.format(
        name=notice.user,
        text=notice.text,
        site=settings.SITE_NAME,
        address=settings.SITE_URL + reverse("reviews:notice", args=[notice.pk]),
    )
    return EmailMessage(subject, body, to=[notice.user.email], connection=connection)
