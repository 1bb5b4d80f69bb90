"""The sessions in which an account is signed in, which their owner sees and can end."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from ..audit.log import Kind, at_the_end, note


def sessions_of(user):
    """The live sessions of a user, the newest first (queryset of UserSession)."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=live).order_by("-created_at")


@transaction.atomic
@at_the_end()
def end(sessions):
    """End sessions (a queryset of UserSession): who sits there is signed out."""
    for one in sessions.select_related("user"):
        note(Kind.ACCOUNT, one.user, f"结束会话：{one.ip}")
        Session.objects.filter(session_key=one.session_key).delete()
        one.delete()
