"""Asking other departments, and what they answered.

A boundary that changes is confirmed by the department of which it speaks; whether a publication
may go ahead without is a setting.
"""

from dataclasses import asdict

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from departments.models import Department, Edition
from portal.accounts import rights
from portal.accounts.audit import log

from ..authority import separation
from ..deadlines import ANSWERED_WITHIN, Calendar
from ..models import Adjustment, Opinion, Step
from ..models.kinds import ENDED
from ..notices import occasions as notices
from ..refusals import Conflict, Incomplete, NotAllowed
from .locking import locked
from .mentions import changed_mentions


def ask(adjustment, user, department, reason, about=()):
    """Ask a department for its opinion (returns the Opinion); within a locked action."""
    calendar = Calendar()
    opinion = Opinion.objects.create(
        adjustment=adjustment,
        department=department,
        reason=reason,
        about=list(about),
        asked_by=user,
        due_on=calendar.after(calendar.today, ANSWERED_WITHIN),
    )
    notices.asked(opinion)
    return opinion


def ask_about_boundaries(adjustment, user):
    """Ask each department of which a boundary now says something else, unless it was asked so."""
    for opinion in unasked(adjustment):
        ask(adjustment, user, opinion.department, Opinion.Reason.BOUNDARY, opinion.about)


def unasked(adjustment):
    """What departments are yet to be asked to confirm (list of unsaved Opinions)."""
    return [opinion for opinion in wanted_confirmations(adjustment) if opinion.pk is None]


def wanted_confirmations(adjustment):
    """For each department touched by the draft as it is, its Opinion; unsaved where it is yet to
    be asked: never so, or not since its own list changed.
    """
    asked = {
        opinion.department_id: opinion
        for opinion in adjustment.opinions.filter(reason=Opinion.Reason.BOUNDARY).order_by("pk")
    }
    touched = changed_mentions(adjustment)
    departments = Department.objects.in_bulk(touched)
    published = _last_published(asked.keys() & touched.keys())
    found = []
    for key, mentions in touched.items():
        about = [asdict(mention) for mention in mentions]
        opinion = asked.get(key)
        if opinion is None or opinion.about != about or _is_past(opinion, published.get(key)):
            opinion = Opinion(department=departments[key], about=about)
        found.append(opinion)
    return found


def _last_published(departments):
    """When the lists of some departments (keys) were last published (dict)."""
    if not departments:
        return {}
    editions = Edition.objects.uncancelled().filter(department__in=departments).order_by()
    return dict(editions.values_list("department").annotate(Max("published_at")))


def _is_past(opinion, published_at):
    """Whether a department's own list changed after it answered: it knew another one."""
    return bool(opinion.answer and published_at) and published_at > opinion.answered_at


def answer(user, opinion, reply, text=""):
    """Give a department's opinion, once and for good (Opinion.Answer, with reasons to object).

    Under the lock of its adjustment, whose version grows: whoever takes a step knows the answer.
    """
    with locked(opinion.adjustment) as adjustment:
        current = adjustment.opinions.get(pk=opinion.pk)
        check_answerer(user, current)
        _check_reply(reply, text)
        current.answer, current.text = reply, text
        current.by, current.by_name = user, user.get_full_name()
        current.answered_at = timezone.now()
        current.save(update_fields=["answer", "text", "by", "by_name", "answered_at"])
        log.note(log.Kind.DECISION, adjustment, f"{current}\n{text}".strip(), user=user)
        notices.answered(current)
        return current


def answerable_by(user):
    """The opinions that a user may give now (a queryset): what ``check_answerer`` lets through."""
    departments = separation.departments_to_answer_for(user)
    others = Adjustment.objects.without_hand_of(user)
    return Opinion.objects.open().filter(department__in=departments, adjustment__in=others)


def check_answerer(user, opinion):
    """An opinion is given once, by an editor of the department with no hand in the draft."""
    adjustment = opinion.adjustment
    if not rights.edits(user, opinion.department):
        raise NotAllowed(f"您不是{opinion.department}的编辑，不能代它答复。")
    separation.check_answerer(user, opinion.department)
    if adjustment.has_hand_of(user):
        raise NotAllowed("您参与拟订了这份调整申请，不能由您答复。")
    if opinion.answer:
        raise Conflict("这条意见已经答复过。")
    _check_under_way(adjustment)


def check_asking(user, adjustment):
    """Its editors may ask others for their opinion, and whoever reviews, until it has ended."""
    if not (rights.edits(user, adjustment.department) or rights.reviews(user)):
        raise NotAllowed("只有拟稿部门的编辑和审查人员可以征求意见。")
    _check_under_way(adjustment)


def _check_under_way(adjustment):
    if adjustment.state in ENDED:
        state = adjustment.get_state_display()
        raise Conflict(f"这份调整申请已经结束，状态是“{state}”，不再征求意见。")


def _check_reply(reply, text):
    if reply not in Opinion.Answer.values:
        raise Incomplete("请选择同意或者不同意。")
    if reply == Opinion.Answer.OBJECT and not text.strip():
        raise Incomplete("不同意的，请说明理由。")


def unconfirmed(adjustment):
    """The departments that have not agreed to what the draft now says of them (list of str)."""
    return [
        str(opinion.department)
        for opinion in wanted_confirmations(adjustment)
        if opinion.answer != Opinion.Answer.AGREE
    ]


def may_lack_confirmation(adjustment):
    """Whether a publication may go ahead without their agreement."""
    if not _may_be_overridden():
        return settings.BOUNDARY_CONFIRMATION == "OPTIONAL"
    overrides = adjustment.decisions.filter(step=Step.OVERRIDE, round=adjustment.round)
    # Reasons answer the objections that there were, not one that comes after them.
    objections = adjustment.opinions.filter(answer=Opinion.Answer.OBJECT)
    last = objections.aggregate(last=Max("answered_at"))["last"]
    return (overrides.filter(at__gt=last) if last else overrides).exists()


def check_confirmed(adjustment):
    """Raise Conflict if a publication may not go ahead for want of confirmed boundaries."""
    open_ones = unconfirmed(adjustment)
    if open_ones and not may_lack_confirmation(adjustment):
        way = "，或者退回，由审查机构说明理由" if _may_be_overridden() else ""
        names = "、".join(open_ones)
        raise Conflict(f"{names}还没有确认职责边界的改动。请等待答复{way}。")


def _may_be_overridden():
    return settings.BOUNDARY_CONFIRMATION == "OVERRIDE"
