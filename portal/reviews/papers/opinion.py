"""审查意见书: what was applied for, who judged it and how, and what it changes."""

from django.utils import timezone
from django.utils.formats import date_format

from departments.publishing.digests import record_digest

from ..drafts.amendment import amendment_of
from ..drafts.origins import origin_of
from ..models import State, Step
from ..models.kinds import EDITABLE, JUDGING
from ..workflow.errata import put_right
from .blocks import Facts, Heading, Paper, Paragraph, Table, numbered
from .changes import changes

#: The steps of a review that the paper tells of.
TOLD = (*JUDGING, Step.RECALL, Step.WITHDRAW, Step.REBASE)
STEPS = {"环节": 16, "审查机构": 20, "经办人": 12, "日期": 20, "意见": 32}
OPINIONS = {"部门": 20, "事由": 16, "意见": 32, "答复人": 12, "日期": 20}


def opinion_paper(adjustment):
    """The paper on an adjustment, as things stand (Paper); it says so where nothing is decided."""
    paper = Paper("清单调整审查意见书", f"调整申请第 {adjustment.pk} 号")
    paper.add(Facts(_application(adjustment)), Paragraph(conclusion(adjustment), strong=True))
    paper.add(numbered(1, "审查意见"), *_reviews(adjustment))
    paper.add(numbered(2, "部门意见"), _opinions(adjustment))
    paper.add(numbered(3, "调整内容"), *_what_was_judged(adjustment))
    paper.add(*changes(amendment_of(adjustment)))
    paper.add(Paragraph(f"本件由网站于 {_moment(timezone.now())} 据审查记录生成。"))
    return paper


def conclusion(adjustment):
    """What came of an adjustment so far, in a sentence."""
    stage = adjustment.open_stage()
    if stage:
        return (
            f"尚未作出结论：正在{stage.name}（{stage.office}），期限是{date_format(stage.due_on)}。"
        )
    if adjustment.act:
        begins = date_format(adjustment.act.effective_from)
        number = put_right(str(adjustment.act), adjustment.draft.errata.all())
        said = f"结论：审查通过，以{number}公布，"
        if adjustment.is_cancelled:
            return f"{said}原定{begins}起施行，{cancelled(adjustment.draft)}。"
        return f"{said}{begins}起施行。"
    return {
        State.DRAFT: "尚未提交审查。",
        State.RETURNED: "尚未作出结论：已退回拟稿部门修改。",
        State.APPROVED: "结论：各环节审查都已通过，尚未公布。",
        State.REJECTED: "结论：不予通过。",
        State.WITHDRAWN: "没有结论：拟稿部门已经撤回。",
    }[adjustment.state]


def cancelled(edition):
    """When and by what a scheduled edition was cancelled, as papers say it."""
    cancellation = edition.cancellation
    day = date_format(cancellation.cancelled_on)
    return f"{day}已取消施行（{cancellation.decision_number}）"


def _application(adjustment):
    base, said = adjustment.base, adjustment.decisions.filter(step=Step.SUBMIT).last()
    files = adjustment.attachments.filter(removed_at=None).values_list("name", flat=True)
    pairs = [
        ("申请部门", adjustment.draft.department_name or adjustment.department.name),
        ("清单", adjustment.draft.title.replace("\n", "")),
        ("调整类型", adjustment.get_kind_display()),
        ("调整事由", adjustment.get_cause_display()),
        ("所依据的版本", f"{base.label}，{date_format(base.effective_from)}起施行" if base else ""),
        ("文字的来历", str(origin_of(adjustment) or "")),
        ("与新版本的取舍", _choices(adjustment)),
        ("调整理由", adjustment.reasons),
        ("依据", adjustment.basis),
        ("后续监管措施", adjustment.follow_on),
        ("附件", "\n".join(files)),
        ("改日施行自", f"调整申请第 {adjustment.repeats_id} 号" if adjustment.repeats_id else ""),
        ("分自", f"调整申请第 {adjustment.split_from_id} 号" if adjustment.split_from_id else ""),
        ("提交", f"{said.by_name}，{_moment(said.at)}，第 {said.round} 轮" if said else ""),
        ("提交时的摘要", adjustment.sealed_digest and f"SHA-256 {adjustment.sealed_digest}"),
    ]
    return [(label, text) for label, text in pairs if text]


def _choices(adjustment):
    """What became of the places at which the draft and a newer edition met, one a line."""
    clashes = adjustment.clashes.all()
    return "\n".join(f"{one}：{one.get_choice_display() or '还没有取舍'}" for one in clashes)


def _reviews(adjustment):
    """The steps of each round, the latest first, with the stages that are still to come."""
    if not adjustment.round:
        return [Paragraph("还没有审查意见。")]
    decisions = list(adjustment.decisions.filter(step__in=TOLD).select_related("stage"))
    blocks = [Table(STEPS, _current_round(adjustment, decisions))]
    for number in range(adjustment.round - 1, 0, -1):
        rows = [_step(one) for one in decisions if one.round == number]
        blocks += [Heading(f"第 {number} 轮", 2), Table(STEPS, rows)]
    return blocks


def _current_round(adjustment, decisions):
    own = [one for one in decisions if one.round == adjustment.round]
    rows = []
    for stage in adjustment.current_stages().select_related("passed_with"):
        rows += [_step(one) for one in own if one.stage_id == stage.pk]
        if stage.passed_with:
            rows.append(_passed_before(stage))
        elif not stage.passed_at:
            rows.append((stage.name, stage.office.name, "", "", _to_come(adjustment, stage)))
    return rows + [_step(one) for one in own if one.stage is None]


def _passed_before(stage):
    """The approval of a stage that was passed before its adjustment was split off."""
    origin = stage
    while origin.passed_with:
        origin = origin.passed_with
    name, office, by, day, said = _step(origin.decisions.get(step=Step.APPROVE))
    when = "改日施行前" if stage.adjustment.repeats_id else "分出前"
    return name, office, by, day, f"{said}\n（{when}，在调整申请第 {origin.adjustment_id} 号中）"


def _to_come(adjustment, stage):
    if adjustment.state != State.SUBMITTED:
        return "未作决定"
    return f"尚未作出，期限是{date_format(stage.due_on)}" if stage.due_on else "尚未开始"


def _step(decision):
    stage = decision.stage.name if decision.stage else ""
    said = "：".join(filter(None, [decision.get_step_display(), decision.comment]))
    said += f"\n（{decision.paper}）" if decision.paper else ""
    return stage, decision.office_name, decision.by_name, _moment(decision.at), said


def _opinions(adjustment):
    asked = adjustment.opinions.select_related("department")
    if not asked:
        return Paragraph("没有征求其他部门的意见。")
    return Table(OPINIONS, [_opinion(one) for one in asked])


def _opinion(opinion):
    codes = "、".join(sorted({mention["code"] for mention in opinion.about}))
    reason = opinion.get_reason_display() + (f"（{codes}）" if codes else "")
    answered = _moment(opinion.answered_at) if opinion.answered_at else ""
    said = "：".join(filter(None, [opinion.get_answer_display(), opinion.text]))
    said = said or f"尚未答复，期限是{date_format(opinion.due_on)}"
    return opinion.department.name, reason, said, opinion.by_name, answered


def _what_was_judged(adjustment):
    """A warning where the changes are no longer those that were judged (list of Paragraph)."""
    # What was withdrawn may have been edited before, between its return and that.
    if adjustment.state not in (*EDITABLE, State.WITHDRAWN) or not adjustment.round:
        return []
    rebased = adjustment.decisions.filter(step=Step.REBASE, round=adjustment.round).exists()
    if not rebased and record_digest(adjustment.draft) == adjustment.sealed_digest:
        return []
    warning = "草稿或者它所依据的版本在提交以后有变动：下面所列是现在的改动，不是审查时的。"
    return [Paragraph(warning, strong=True)]


def _moment(moment):
    return date_format(timezone.localtime(moment), "Y年n月j日 H:i")
