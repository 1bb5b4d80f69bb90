"""What a second person does with changes, and what one person does alone in an emergency.

Each is one transaction under the lock of the changes, and raises a ConfirmationRefused with nothing
written. ``seen`` is the key of the last change that the user had before them.
"""

from django.db import transaction

from ..audit import log
from . import notices
from .models import Change, Emergency, Verdict
from .people import People
from .record import maker

UNRIPE = (
    "{user}还没有用别人设的密码登录、改成自己的密码。请在本人更改密码以后，向本人核实，再确认。"
)


class ConfirmationRefused(Exception):
    """Something that cannot be confirmed, declined or done alone; the text is shown to users."""

    status = 403


class Settled(ConfirmationRefused):
    """Somebody else was there before."""

    status = 409


class Unexplained(ConfirmationRefused):
    """A reason is wanted."""

    status = 400


@transaction.atomic
@log.at_the_end()
def confirm(user, subject, seen):
    """Confirm the open changes of a subject, as far as they are the user's to confirm."""
    return _answer(user, _own_to_answer(user, subject, seen), Verdict.Outcome.CONFIRMED)


@transaction.atomic
@log.at_the_end()
def decline(user, subject, seen, reason):
    """Decline them, for a reason: nobody judges by them until they are undone or made anew."""
    _require_reason(reason)
    changes = _own_to_answer(user, subject, seen, is_confirming=False)
    return _answer(user, changes, Verdict.Outcome.DECLINED, reason)


@transaction.atomic
@log.at_the_end()
def confirm_alone(user, subject, seen, reason):
    """Confirm open changes as an administrator alone, for a stated reason (紧急办理)."""
    _require_reason(reason)
    if not is_administrator(user):
        raise ConfirmationRefused("只有已经确认的管理员可以紧急办理。")
    found = _open(subject, seen)
    changes = [change for change in found if not waits_for_owner(change)]
    if not changes:
        raise ConfirmationRefused(UNRIPE.format(user=found[0].user))
    what = "、".join(dict.fromkeys(str(change) for change in changes))
    emergency = declare(f"变更的确认（{what}）"[:300], reason, user)
    return _answer(user, changes, Verdict.Outcome.CONFIRMED, reason, emergency)


@transaction.atomic
def declare(what, reason, user=None):
    """Put on record that somebody goes ahead alone, and tell everybody (returns the Emergency).

    ``what`` is done by ``user``, by default whoever is at work, also on the command line.
    """
    _require_reason(reason)
    by, by_name, _ = maker()
    by, by_name = (user, user.get_full_name()) if user else (by, by_name)
    emergency = Emergency.objects.create(by=by, by_name=by_name, what=what, reason=reason.strip())
    log.note(log.Kind.ACCOUNT, emergency, f"紧急办理：{what}\n{reason.strip()}", user=by)
    notices.went_alone(emergency)
    return emergency


def is_administrator(user):
    """Whether a user administers, and is confirmed in it."""
    return user in People().administrators


def waits_for_owner(change):
    """Whether the owner of the account has not yet signed in with a password of their own.

    Until then who set the password could be who signs in: there is nothing to confirm.
    """
    return bool(change.user_id) and change.grants and change.user.must_change_password


def _open(subject, seen):
    """The open changes of a subject that a user saw, locked (list of Change)."""
    rows = Change.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.filter(subject=subject, pk__lte=seen).order_by("pk")
    open_ones = set(Change.objects.open().filter(subject=subject).values_list("pk", flat=True))
    found = [one for one in rows.select_related("user") if one.pk in open_ones]
    if not found:
        raise Settled("这些变更已经有人确认或者改回，不必再办。")
    return found


def _own_to_answer(user, subject, seen, is_confirming=True):
    """Those of the open changes that a user may answer (list of Change, never empty)."""
    people, found = People(), _open(subject, seen)
    own = [change for change in found if user in people.who_confirm(change)]
    if not own:
        raise ConfirmationRefused(_who_else(people, found[0], user))
    ripe = [change for change in own if not (is_confirming and waits_for_owner(change))]
    if not ripe:
        raise ConfirmationRefused(UNRIPE.format(user=own[0].user))
    return ripe


def _who_else(people, change, user):
    if user.pk == change.by_id or user.pk in people.holders_of_keys.get(change.subject, ()):
        why = "这是您作的变更，须由另一人确认。"
    elif user.pk == change.user_id:
        why = "这项变更关系到您本人，须由另一人确认。"
    else:
        why = "这项变更不由您确认。"
    names = "、".join(str(one) for one in people.who_confirm(change))
    return (
        f"{why}可以确认的有：{names}。"
        if names
        else f"{why}现在没有别人可以确认，请管理员紧急办理。"
    )


def _answer(user, changes, outcome, reason="", emergency=None):
    """Write down what was said of changes (list of Verdict), and tell those concerned."""
    verdicts = [
        Verdict.objects.create(
            change=change,
            outcome=outcome,
            by=user,
            by_name=user.get_full_name(),
            reason=reason.strip(),
            emergency=emergency,
        )
        for change in changes
    ]
    for verdict in verdicts:
        said = (
            f"{verdict.get_outcome_display()}变更：{verdict.change.what}\n{verdict.reason}".strip()
        )
        log.note(log.Kind.ACCOUNT, verdict.change, said, user=user)
        if not emergency:
            notices.answered(verdict)
    return verdicts


def _require_reason(reason):
    if not reason.strip():
        raise Unexplained("请写明理由。")
