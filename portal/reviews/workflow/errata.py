"""Notes that put right what is wrong beside the text of what an act published (更正)."""

from django.db import transaction
from django.db.models import F

from departments.models import Erratum
from portal.accounts import rights
from portal.accounts.audit import log

from ..refusals import Conflict, Incomplete
from . import conditions


@transaction.atomic
def note_erratum(user, act, subject, wrong, right):
    """Put right a slip in the number or the papers of an act, beside each of its editions.

    The text of what was published is not touched by this, and cannot be: that takes a new edition.
    """
    conditions.require(rights.publishes(user), "您没有公布清单的权限。")
    if not wrong.strip() or not right.strip():
        raise Incomplete("请写明原来写作什么、应为什么。")
    if wrong == right:
        raise Incomplete("两处写得一样，没有要更正的。")
    if any((one.subject, one.wrong, one.right) == (subject, wrong, right) for one in of_act(act)):
        raise Conflict("已有一条同样的更正。")
    made = Erratum.objects.bulk_create(
        Erratum(
            edition_id=edition,
            subject=subject,
            wrong=wrong,
            right=right,
            by_name=user.get_full_name(),
        )
        for edition in act.adjustments.order_by("pk").values_list("draft", flat=True)
    )
    log.note(log.Kind.WRITE, act, f"更正：{made[0]}", user=user)


def of_act(act):
    """The notes on what an act published, each once (list of Erratum, the oldest first)."""
    return of_acts([act])[act.pk]


def of_acts(acts):
    """The notes of each of some acts (dict of list by primary key; one query)."""
    found = {act.pk: {} for act in acts}
    notes = Erratum.objects.filter(edition__adjustment__act__in=found)
    for note in notes.order_by("pk").annotate(act=F("edition__adjustment__act")):
        # One slip of an act is noted beside each of its editions.
        found[note.act].setdefault((note.subject, note.wrong, note.right), note)
    return {act: list(notes.values()) for act, notes in found.items()}


def put_right(number, errata):
    """A document number with what puts it right behind it (str)."""
    right = [one.right for one in errata if one.subject == Erratum.Subject.NUMBER]
    return number + "".join(f"〔更正：应为{one}〕" for one in right)
