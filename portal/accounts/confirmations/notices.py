"""Who hears of a change, of its confirmation and of an emergency: in the portal, and by mail."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .. import rights
from ..models import User
from ..signin.mail import post
from .models import ChangeNotice

#: Longest text of a notice; what a change says of itself is shorter.
LONGEST = 600
BODY = """{name}：

{text}

请登录{site}查看：
{address}

这封邮件由网站自动发出，请勿回复。
"""


def changed(change):
    """Tell all concerned of a change, but for who made it."""
    text = f"{change.by_name}作了一项变更，等待第二人确认：{change}。"
    _tell(_concerned(change).exclude(pk=change.by_id), change.subject, text)


def answered(verdict):
    """Tell all concerned what was said of a change, but for who said it."""
    change = verdict.change
    said = f"{verdict.by_name}{verdict.get_outcome_display()}：{change}。"
    said += f"理由：{verdict.reason}" if verdict.reason else ""
    _tell(_concerned(change).exclude(pk=verdict.by_id), change.subject, said)


def went_alone(emergency):
    """Tell everybody who decides anything of an emergency, also who went ahead."""
    text = f"紧急办理：{emergency.by_name}一人办理了{emergency.what}。理由：{emergency.reason}"
    _tell(_deciding(), "", text, is_urgent=True)


def unread(user):
    """The notices that a user has not read, urgent ones first (list of ChangeNotice)."""
    return list(user.change_notices.filter(read_at=None).order_by("-is_urgent", "-pk"))


def mark_read(user):
    user.change_notices.filter(read_at=None).update(read_at=timezone.now())


def _deciding():
    """Administrators, publishers and reviewers, whether confirmed or not (a queryset)."""
    groups = (rights.administrators(), rights.publishers(), rights.reviewers())
    chosen = Q()
    for group in groups:
        chosen |= Q(pk__in=group.values("pk"))
    return User.objects.filter(chosen, is_active=True)


def _concerned(change):
    """Those who keep accounts, who publish, the reviewers of the office, and whom it favours."""
    offices = [change.office_id] if change.office_id else []
    if change.user_id:
        offices += change.user.memberships.filter(office__isnull=False).values_list(
            "office", flat=True
        )
    chosen = Q(pk__in=rights.administrators().values("pk")) | Q(pk=change.user_id)
    chosen |= Q(pk__in=rights.publishers().values("pk"))
    chosen |= Q(pk__in=rights.reviewers().values("pk")) & (
        Q(memberships__office__in=offices) if change.user_id or change.office_id else Q()
    )
    return User.objects.filter(chosen, is_active=True).distinct()


def _tell(users, subject, text, is_urgent=False):
    """Write a notice to each user, and mail it on commit to those who have an address.

    One unread word of a subject stands for those that follow: the page shows them all.
    """
    if subject:
        users = users.exclude(
            pk__in=ChangeNotice.objects.filter(subject=subject, read_at=None).values("user")
        )
    told = list(users)
    ChangeNotice.objects.bulk_create(
        ChangeNotice(user=user, subject=subject, text=text[:LONGEST], is_urgent=is_urgent)
        for user in told
    )
    messages = [_message(user, text, is_urgent) for user in told if user.email]
    transaction.on_commit(lambda: [post(message) for message in messages], robust=True)


def _message(user, text, is_urgent):
    address = settings.SITE_URL + reverse("account_changes")
    body = BODY.format(name=user, text=text, site=settings.SITE_NAME, address=address)
    subject = "紧急办理" if is_urgent else "待确认的变更"
    return EmailMessage(f"{settings.SITE_NAME}：{subject}", body, to=[user.email])
