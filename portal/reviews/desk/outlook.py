"""What will happen when a step is taken, in sentences for whoever is about to take it."""

from ..drafts.amendment import kinds_of
from ..held import keeping
from ..held.naming import form_named
from ..models import Kind, Step
from ..refusals import Incomplete
from ..workflow import asking
from ..workflow.stages import route_of


def outlook(step, adjustment):
    """The consequences of a step, and what is still open (list of str)."""
    remarks = adjustment.comments.filter(answers=None, resolved_at=None).count()
    still_open = [f"还有 {remarks} 条修改意见没有办结。"] if remarks else []
    goes_on = step in (Step.APPROVE, Step.SUBMIT)
    return _OUTLOOK[step](adjustment) + (still_open if goes_on else [])


def _approve(adjustment):
    following = adjustment.current_stages().filter(passed_at=None)[1:2]
    if following:
        stage = following[0]
        return [
            f"转入下一个环节“{stage.name}”，由{stage.office}在 {stage.working_days} 个工作日内办理。"
        ]
    lacking = asking.unconfirmed(adjustment)
    if lacking and not asking.may_lack_confirmation(adjustment):
        return [
            f"{'、'.join(lacking)}还没有确认职责边界的改动，这样通过以后不能公布。"
            "请先等待答复，或者先办“说明理由后继续”。"
        ]
    return ["这是最后一个环节。通过以后，由公布的人员公布。"]


def _return(adjustment):
    return [
        f"申请退回{adjustment.department}修改，理由由它的编辑看到。",
        "重新提交以后，从第一个环节起重新审查，这一轮已经通过的环节不再算数。",
    ]


def _reject(adjustment):
    return [
        "这份申请就此结束；拟稿部门可以用它的文字另拟一份新的申请。",
        "只是需要修改的，请改用“退回”。",
    ]


def _forward(adjustment):
    return ["这个环节改由所选的机构办理，期限不变；原来的机构不再办理这个环节。"]


def _override(adjustment):
    lacking = asking.unconfirmed(adjustment)
    if not lacking:
        return ["所有涉及的部门都已经确认，不必再说明理由。"]
    return [
        f"还没有确认职责边界改动的有：{'、'.join(lacking)}。",
        "写明理由以后，没有它们的确认也可以公布。理由记入审查意见，只对这一轮有效。",
    ]


def _split(adjustment):
    return [
        "选定的条目成为一份新的申请，留在现在的环节，由您接着审查；已经通过的环节仍然算数。",
        f"没有选的条目随原来的申请退回{adjustment.department}修改，理由由它的编辑看到。",
    ]


def _recall(adjustment):
    passed = adjustment.current_stages().filter(passed_at__isnull=False).count()
    return [
        "申请回到拟稿，您可以接着修改，改好再提交。",
        "重新提交以后，从第一个环节起重新审查"
        + (f"，这一轮已经通过的 {passed} 个环节不再算数。" if passed else "。"),
    ]


def _withdraw(adjustment):
    return [
        "这份申请就此结束；草稿和办理经过留着，可以查看，也可以“以此另拟”一份新的申请。",
        "只是要修改的，请改用“撤回修改”。",
    ]


def _submit(adjustment):
    return [
        "草稿的文字就此固定，退回或者撤回修改以前不能再改。",
        _route(adjustment),
        *_asked(adjustment),
        *_unsaved(adjustment),
    ]


def _unsaved(adjustment):
    """What is typed in the draft's forms and will not be in what is submitted (list of str)."""
    forms = [one for one in keeping.forms_of(adjustment) if one.typed is not None]
    names = dict.fromkeys(f"{one.user}（{form_named(one)}）" for one in forms)
    if not names:
        return []
    return [
        f"还有文字没有保存：{'、'.join(names)}。没有保存的不会提交；是您自己的，请先保存或者放弃。"
    ]


def _route(adjustment):
    """Which stages the application passes, and why these."""
    kinds = kinds_of(adjustment)
    try:
        stages = route_of(kinds)
    except Incomplete as lacking:
        return str(lacking)
    names = "、".join(f"{one.name}（{one.working_days} 个工作日）" for one in stages)
    if len(kinds) == 1:
        return f"依次经过：{names}。"
    called = "、".join(one.label for one in Kind if one in kinds)
    return f"改动里有{called}，审查环节按这几类合在一起，依次经过：{names}。"


def _asked(adjustment):
    names = "、".join(str(one.department) for one in asking.unasked(adjustment))
    return [f"将请这些部门确认职责边界的改动：{names}。"] if names else []


_OUTLOOK = {
    Step.APPROVE: _approve,
    Step.RETURN: _return,
    Step.REJECT: _reject,
    Step.FORWARD: _forward,
    Step.OVERRIDE: _override,
    Step.SPLIT: _split,
    Step.RECALL: _recall,
    Step.WITHDRAW: _withdraw,
    Step.SUBMIT: _submit,
}
