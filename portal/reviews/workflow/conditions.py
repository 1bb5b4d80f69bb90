"""What must hold before an action: each check raises a Refusal that says what is missing.

They are asked within an action, under the lock of its adjustment.
"""

from departments.models import Edition
from departments.publishing.digests import record_digest
from portal.accounts import rights

from ..drafts.amendment import changes_digest
from ..held import keeping
from ..held.naming import form_named
from ..models import Adjustment, Decision, Kind, Opinion
from ..models.kinds import EDITABLE, ENDING, JUDGING
from ..refusals import Conflict, Incomplete, NotAllowed

#: Whose turn it is when all stages are passed.
ONLY_THE_PUBLISHER = "审查已经结束，只有公布人可以退回。"


def latest_edition(department):
    """The last edition of a department that stands, in force or scheduled; None without any."""
    return department.editions.last_uncancelled()


def require(allowed, sentence):
    """Refuse whoever has no right to what they ask."""
    if not allowed:
        raise NotAllowed(sentence)


def check_editor(user, adjustment):
    """Only an editor of its department drafts an adjustment, and none who judged or answered it."""
    department = adjustment.department
    require(rights.edits(user, department), f"您不是{department}的编辑，不能改动它的清单。")
    judged = adjustment.decisions.filter(by=user, step__in=JUDGING).exists()
    require(not judged, "您审查过这份调整申请，不能再参与拟稿。")
    answered = adjustment.opinions.filter(by=user).exists()
    require(not answered, "您代被征求意见的部门答复过这份调整申请，不能再参与拟稿。")


def editable_by(user):
    """The drafts that a user may edit now (a queryset): what ``check_editing`` lets through."""
    judged = Decision.objects.filter(by=user, step__in=JUDGING)
    answered = Opinion.objects.filter(by=user)
    with_editors = Adjustment.objects.filter(state__in=EDITABLE)
    return (
        with_editors.filter(department__in=rights.edited_departments(user))
        .exclude(pk__in=judged.values("adjustment"))
        .exclude(pk__in=answered.values("adjustment"))
    )


def check_editing(user, adjustment):
    """A draft is edited by its editors, and only while it is with them."""
    check_editor(user, adjustment)
    if not adjustment.is_editable:
        state = adjustment.get_state_display()
        raise Conflict(f"这份调整申请的状态是“{state}”，不能改动草稿。")


def check_editor_of(user, department):
    """Only an editor of a department begins an adjustment of its list."""
    require(rights.edits(user, department), f"您不是{department}的编辑，不能为它拟订清单。")


def check_not_own(user, adjustment):
    """Nobody judges or publishes what they had a hand in."""
    require(not adjustment.has_hand_of(user), "您参与拟订了这份调整申请，不能由您审查或者公布。")


def wanted(adjustment):
    """What an application has to say: its texts by their labels (dict)."""
    texts = {"调整理由": adjustment.reasons, "依据": adjustment.basis}
    return texts | ({"后续监管措施": adjustment.follow_on} if adjustment.kind in ENDING else {})


def unwritten(adjustment):
    """What an application has to say and does not (list of labels)."""
    return [label for label, text in wanted(adjustment).items() if not text.strip()]


def check_complete(adjustment):
    """An application says why, on which basis, and who supervises what the list drops."""
    if adjustment.clashes.filter(choice="").exists():
        raise Incomplete("还有与新版本都有改动的条目没有取舍。")
    if absent := unwritten(adjustment):
        raise Incomplete(f"提交前请写明{'、'.join(absent)}。")


def check_nothing_unsaved(user, adjustment):
    """Who submits a draft has saved, or thrown away, all that they typed in it.

    What a colleague has not saved is no obstacle: it may be old, and only they may throw it away. It
    stays held, and is named to whoever submits.
    """
    forms = keeping.forms_of(adjustment)
    own = [one for one in forms if one.user_id == user.pk and one.typed is not None]
    if own:
        names = "、".join(dict.fromkeys(form_named(one) for one in own))
        raise Incomplete(f"您还有文字没有保存：{names}。请先保存或者放弃，再提交。")


def check_sealed(adjustment):
    """The draft is what was submitted, to the letter."""
    if record_digest(adjustment.draft) != adjustment.sealed_digest:
        raise Conflict("草稿与提交时不一致，请退回后重新提交。")


def check_changes(adjustment):
    """The draft changes what the last judge was shown, and nothing else."""
    if adjustment.sealed_changes and changes_digest(adjustment) != adjustment.sealed_changes:
        raise Conflict("草稿的改动与提交时不一致，请退回后重新提交。")


def check_base(adjustment):
    """The draft rests on the latest edition of its department."""
    latest = latest_edition(adjustment.department)
    if (latest and latest.pk) != adjustment.base_id:
        raise Conflict(f"{adjustment.department}的清单已有新版本，请先在新版本上核对这份草稿。")


def check_kind(kind, base):
    """A first compilation, and nothing else, has no edition before it."""
    if (kind == Kind.FIRST) != (base is None):
        raise Conflict(
            "已有公布的清单，不能再首次编制。" if base else "还没有公布的清单，请选首次编制。"
        )


def check_first(department, kind):
    """A list is compiled for the first time in one adjustment: two would not rest on each other."""
    under_way = Adjustment.objects.open().filter(department=department, kind=Kind.FIRST)
    if kind == Kind.FIRST and under_way.exists():
        raise Conflict("首次编制的申请已有一份在办，请在那一份上继续。")


def check_beginning_another(user, adjustment):
    """Another adjustment begins with the text of one that was withdrawn, rejected or cancelled."""
    check_editor_of(user, adjustment.department)
    if not adjustment.came_to_nothing:
        raise Conflict(
            f"这份调整申请的状态是“{adjustment.standing_label}”；"
            "撤回、不予通过或者取消施行以后，才能以此另拟。"
        )


def check_unclaimed(draft, department):
    """A draft with which an adjustment is to begin is the department's and no other's."""
    editions = Edition.objects.select_for_update(of=("self",)).filter(pk=draft.pk)
    found = editions.order_by("pk").first()
    if found is None:
        raise Conflict("这份草稿已被删除，请重新选择。")
    if found.department_id != department.pk:
        raise Conflict(f"这份草稿不是{department}的，请重新选择。")
    if claimed := Adjustment.objects.filter(draft=found).first():
        raise Conflict(f"这份草稿已经属于{claimed}，请在那一份上继续。")
    if found.is_published:
        raise Conflict("这份草稿已经公布，请从最近公布的版本开始。")
