"""What tests of corrections are made of: a form filled in by a person, and a correction received."""

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.utils import timezone

from portal.accounts.models import User
from portal.corrections.actions import answer_correction, receive_correction
from portal.corrections.models import Correction, State
from portal.corrections.targets import Target
from portal.corrections.tickets import Ticket

SAID = {
    "kind": "text",
    "problem": "“民政局”应为“民政和社会保障局”",
    "suggestion": "改正机构名称",
    "contact": "13800000000",
}


def old_ticket(seconds=60):
    """A ticket of a form that has been open for so long."""
    new = Ticket.new()
    return Ticket(new.name, new.made_at - seconds)


def filled_in(**changes):
    """What a browser sends when a person has filled in the form (dict)."""
    return {**SAID, "trap": "", "ticket": str(old_ticket()), **changes}


def make_correction(target=None, *, address="192.0.2.1", **changes):
    """A correction as the form makes it, about the whole site unless told otherwise."""
    return receive_correction(target or Target(), SAID | changes, old_ticket(), address)


def make_editor():
    """Someone who may answer corrections and nothing else."""
    user = User.objects.create(username="bian", display_name="编明", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="answer_correction"))
    return user


def answer(correction, user, state=State.ACCEPTED, answer="已改正，谢谢。", **changes):
    """Answer a correction as someone who saw all of its events."""
    seen = changes.pop("seen", correction.events.count())
    return answer_correction(
        correction, user=user, state=state, answer=answer, seen=seen, **changes
    )


def make_older(correction, *, days):
    """Let a correction have been received, and closed, so many days earlier."""
    past = timezone.now() - timedelta(days=days)
    closed = {"closed_at": past} if correction.closed_at else {}
    Correction.objects.filter(pk=correction.pk).update(received_at=past, **closed)
