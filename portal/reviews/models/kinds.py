"""The words of an adjustment: what it does to a list, why, and where it stands."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What an adjustment does (DESIGN, Review). The route depends on it."""

    FIRST = "first", "首次编制"
    ADD = "add", "增加"
    CANCEL = "cancel", "取消"
    DELEGATE = "delegate", "下放"
    CHANGE = "change", "变更"


#: Kinds after which someone must still supervise what the list no longer holds.
ENDING = (Kind.CANCEL, Kind.DELEGATE)


class Cause(TextChoices):
    """Why a list is adjusted: the grounds that the provincial rules on such lists name."""

    STATUTE = "statute", "法律、法规、规章立改废释"
    SUPERIOR = "superior", "上级取消、下放、承接或者调整"
    FUNCTION = "function", "部门职能调整"
    REFORM = "reform", "机构改革"
    REGROUPING = "regrouping", "事项合并或者拆分"
    ELEMENT = "element", "名称、依据、承办机构等要素变更"
    COMPILATION = "compilation", "首次编制"
    OTHER = "other", "其他"


class State(TextChoices):
    """Where an adjustment stands. ``published`` covers what is scheduled: the date decides."""

    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "审查中"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "审查通过"
    PUBLISHED = "published", "已公布"
    WITHDRAWN = "withdrawn", "已撤回"
    REJECTED = "rejected", "不予通过"


#: In these the draft may be edited.
EDITABLE = (State.DRAFT, State.RETURNED)
#: In these the adjustment has ended.
ENDED = (State.PUBLISHED, State.WITHDRAWN, State.REJECTED)

#: In these it came to nothing: its text can begin another.
CAME_TO_NOTHING = (State.WITHDRAWN, State.REJECTED)


class Step(TextChoices):
    """What a person did to an adjustment; each is one Decision."""

    OPEN = "open", "拟稿"
    SUBMIT = "submit", "提交"
    RECALL = "recall", "撤回修改"
    WITHDRAW = "withdraw", "撤回申请"
    RETURN = "return", "退回"
    APPROVE = "approve", "通过"
    REJECT = "reject", "不予通过"
    FORWARD = "forward", "转送"
    OVERRIDE = "override", "说明理由后继续"
    SPLIT = "split", "分出"
    ASK = "ask", "征求意见"
    PUBLISH = "publish", "公布"
    CANCEL = "cancel", "取消施行"
    REBASE = "rebase", "转到新版本"
    DECIDE = "decide", "取舍"


#: Steps that need a reason.
EXPLAINED = (
    Step.RETURN,
    Step.REJECT,
    Step.FORWARD,
    Step.OVERRIDE,
    Step.SPLIT,
    Step.CANCEL,
)
#: Steps that judge an adjustment: never by someone who had a hand in it.
JUDGING = (
    Step.APPROVE,
    Step.REJECT,
    Step.RETURN,
    Step.FORWARD,
    Step.OVERRIDE,
    Step.SPLIT,
    Step.PUBLISH,
    Step.CANCEL,
)

#: From which states a step may be taken (DESIGN, Review).
ALLOWED = {
    Step.SUBMIT: EDITABLE,
    Step.RECALL: (State.SUBMITTED, State.APPROVED),
    Step.WITHDRAW: (*EDITABLE, State.SUBMITTED, State.APPROVED),
    Step.RETURN: (State.SUBMITTED, State.APPROVED),
    Step.APPROVE: (State.SUBMITTED,),
    Step.REJECT: (State.SUBMITTED,),
    Step.FORWARD: (State.SUBMITTED,),
    Step.OVERRIDE: (State.SUBMITTED,),
    Step.SPLIT: (State.SUBMITTED,),
    Step.PUBLISH: (State.APPROVED,),
    Step.CANCEL: (State.PUBLISHED,),
}
