"""Who hears of what: word in the desk and by mail.

A Notice is written in the transaction of what happened and mailed once that is committed. Nobody
hears of what they did themselves, nobody of an adjustment that they may not see, and a reviewer
never of one that is not theirs to judge.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from departments.models import Department
from portal.accounts import rights

from ..models import Notice, Opinion, Step
from ..models.kinds import JUDGING
from ..naming import named
from . import audience, mailing

Kind = Notice.Kind


def tell(decision):
    """Tell those whom a step concerns; called with each Decision, before the state moves."""
    hearers = HEARERS.get(decision.step)
    for kind, users, text in hearers(decision) if hearers else ():
        users = users.exclude(pk=decision.by_id)
        notify(decision.adjustment, kind, users, f"decision-{decision.pk}", text)


def opened(stage):
    """Tell an office that a stage (a Stage) is its turn: when it opens, and when it is forwarded."""
    turn = stage.decisions.filter(step=Step.FORWARD).count()
    adjustment, key = stage.adjustment, f"stage-{stage.pk}-{turn}"
    what = f"{named(adjustment)}到了{stage.name}环节"
    text = f"{what}，请{stage.office}审查，期限是{_day(stage.due_on)}。"
    notify(adjustment, Kind.ASSIGNED, audience.judges(stage), key, text)


def asked(opinion):
    """Tell the editors of a department that its opinion is asked for."""
    adjustment, department = opinion.adjustment, opinion.department
    what = (
        f"改动了涉及{department}的职责边界，请{department}确认"
        if opinion.reason == Opinion.Reason.BOUNDARY
        else f"征求{department}的意见，请答复"
    )
    text = f"{named(adjustment)}{what}，期限是{_day(opinion.due_on)}。"
    notify(adjustment, Kind.ASKED, audience.answerers(opinion), f"opinion-{opinion.pk}", text)


def answered(opinion):
    """Tell those who drafted an adjustment, and whose turn it is, of an opinion on it."""
    adjustment, key = opinion.adjustment, f"answer-{opinion.pk}"
    text = f"{opinion.department}对{named(adjustment)}的答复：{opinion.get_answer_display()}。"
    for users in (audience.authors(adjustment), audience.whose_turn(adjustment)):
        notify(adjustment, Kind.ANSWERED, users.exclude(pk=opinion.by_id), key, text)


def commented(comment):
    """Tell the other side of a remark, and whoever took part in the conversation.

    One unread word of remarks on an adjustment stands for those that follow.
    """
    adjustment = comment.adjustment
    said = "答复了修改意见" if comment.answers_id else "提出了修改意见"
    text = f"{comment.by_name}对{named(adjustment)}{said}。"
    drafts = rights.edits(comment.by, adjustment.department)
    other_side = audience.whose_turn(adjustment) if drafts else audience.authors(adjustment)
    waiting = Notice.objects.filter(adjustment=adjustment, kind=Kind.COMMENTED, read_at=None)
    for users in (other_side, audience.speakers(comment)):
        users = users.exclude(pk=comment.by_id).exclude(pk__in=waiting.values("user"))
        notify(adjustment, Kind.COMMENTED, users, f"comment-{comment.pk}", text)


def mark_read(user, adjustment):
    """Note that a user has seen what there is to say of an adjustment (returns how many notices)."""
    unread = user.notices.filter(adjustment=adjustment, read_at=None)
    return unread.update(read_at=timezone.now())


def notify(adjustment, kind, users, key, text):
    """Write a notice to each of some users (a queryset) once an occasion, and mail it on commit."""
    if write(adjustment, kind, users, key, text):
        mail = Notice.objects.filter(key=key)
        transaction.on_commit(lambda: mailing.deliver(mail), robust=True)


def write(adjustment, kind, users, key, text):
    """Write a notice to each of some users who has none of this occasion (returns how many)."""
    made = Notice.objects.bulk_create(
        [
            Notice(user=user, adjustment=adjustment, kind=kind, key=key, text=text)
            for user in users.exclude(notices__key=key)
        ],
        # Of two processes that remind at once, the second finds the notices of the first.
        ignore_conflicts=True,
    )
    return len(made)


def _withdrawn(decision):
    adjustment = decision.adjustment
    yield (
        Kind.ENDED,
        audience.whose_turn(adjustment),
        f"{named(adjustment)}已由{adjustment.department}撤回。",
    )


def _recalled(decision):
    adjustment = decision.adjustment
    text = f"{named(adjustment)}已由{adjustment.department}撤回修改，重新提交以后再审查。"
    yield Kind.RETURNED, audience.whose_turn(adjustment), text


def _returned(decision):
    text = f"{named(decision.adjustment)}由{_who(decision)}退回，请按意见修改后重新提交。"
    yield Kind.RETURNED, rights.editors_of(decision.adjustment.department), text


def _rejected(decision):
    text = f"{named(decision.adjustment)}经{_who(decision)}审查，不予通过。"
    yield Kind.ENDED, rights.editors_of(decision.adjustment.department), text


def _split(decision):
    adjustment = decision.adjustment
    if not adjustment.decisions.exclude(pk=decision.pk).exists():
        return  # the part that goes on: of that its office hears
    text = f"{named(adjustment)}中的一部分条目由{_who(decision)}分出，另行办理，其余退回修改。"
    yield Kind.RETURNED, rights.editors_of(adjustment.department), text


def _passed(decision):
    """Of the stages only the last one is news: the next office hears when its own stage opens."""
    adjustment = decision.adjustment
    stages = adjustment.current_stages().filter(passed_at=None)
    if stages.exclude(pk=decision.stage_id).exists():
        return
    passed = f"{named(adjustment)}各环节审查都已通过"
    yield Kind.APPROVED, audience.publishers(adjustment), f"{passed}，请确定施行日期。"
    yield Kind.APPROVED, rights.editors_of(adjustment.department), f"{passed}，等待公布。"


def _overridden(decision):
    adjustment = decision.adjustment
    asked = adjustment.opinions.filter(reason=Opinion.Reason.BOUNDARY).select_related("department")
    # Of a department that was asked about several wordings in turn the last answer counts.
    latest = {opinion.department: opinion for opinion in asked.order_by("pk")}
    text = f"{_who(decision)}说明理由后，不待职责边界得到确认，继续审查{named(adjustment)}。"
    for department, opinion in latest.items():
        if opinion.answer != Opinion.Answer.AGREE:
            yield Kind.ANSWERED, rights.editors_of(department), text


def _published(decision):
    adjustment = decision.adjustment
    if adjustment.repeats:
        yield from _put_off(adjustment)
        return
    text = f"{named(adjustment)}已经公布，文号是{decision.comment}。"
    yield Kind.ENDED, audience.authors(adjustment), text
    judged = adjustment.decisions.filter(step__in=JUDGING).values("by")
    yield Kind.ENDED, rights.reviewers().filter(pk__in=judged), text


def _cancelled(decision):
    adjustment = decision.adjustment
    number = adjustment.draft.cancellation.decision_number
    text = f"{named(adjustment)}公布的{adjustment.draft.label}已取消施行，文号是{number}。"
    for users in _concerned(adjustment):
        yield Kind.CANCELLED, users, text


def _put_off(adjustment):
    act, cancelled = adjustment.act, adjustment.repeats
    day = _day(act.effective_from)
    text = f"{named(cancelled)}的文字改为{day}起施行（{named(adjustment)}），文号是{act}。"
    for users in _concerned(cancelled):
        yield Kind.ENDED, users, text


def _concerned(adjustment):
    """Those who drafted what was published, judged it, or were asked for their opinion."""
    yield audience.authors(adjustment)
    judged = adjustment.decisions.filter(step__in=JUDGING).values("by")
    yield rights.reviewers().filter(pk__in=judged)
    asked = Department.objects.filter(opinions__adjustment=adjustment).distinct()
    yield from map(rights.editors_of, asked)


def _rebased(decision):
    yield (
        Kind.REBASED,
        audience.authors(decision.adjustment),
        f"{named(decision.adjustment)}：{decision.comment}",
    )


#: Who hears of a step. Of what opens a stage its office hears (``opened``), of what is asked the
#: department that is asked (``asked``); the other steps concern those alone who take them.
HEARERS = {
    Step.RECALL: _recalled,
    Step.WITHDRAW: _withdrawn,
    Step.RETURN: _returned,
    Step.REJECT: _rejected,
    Step.SPLIT: _split,
    Step.APPROVE: _passed,
    Step.OVERRIDE: _overridden,
    Step.PUBLISH: _published,
    Step.CANCEL: _cancelled,
    Step.REBASE: _rebased,
}


def _who(decision):
    return decision.office_name or "公布人"


def _day(day):
    return date_format(day)
