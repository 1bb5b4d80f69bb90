"""Three adjustments of the published lists, each brought as far as another state of the review.

What they change is made up for the demonstration; it is law nowhere.
"""

from django.db import transaction

from boundaries.models import BoundaryMatter
from departments.models import Department
from duties.models import Duty
from services.models import Service

from ..comments import actions as comments
from ..drafting.wording import Row, Said, said_by, seen_of
from ..drafting.writing.entries import save_entry
from ..drafts.sections import find
from ..models import Adjustment, Cause, Kind, Opinion
from ..workflow import actions


@transaction.atomic
def make_cases(users):
    """Make the three adjustments (``users``: dict of username to User; returns them, a list)."""
    return [make_under_review(users), make_returned(users), make_approved(users)]


def make_under_review(users):
    """民政局: past the first stage; of two departments asked one has agreed, one is silent."""
    editor = users["minzheng"]
    adjustment = _open(
        editor,
        "minzheng",
        Cause.STATUTE,
        "《中华人民共和国慈善法》施行后，各部门对募捐的监督职责随之明确，须相应修改“募捐管理”的职责边界。",
        "《中华人民共和国慈善法》第六条、第九十二条",
    )
    _reword(
        editor,
        adjustment,
        BoundaryMatter,
        "B-0008",
        {
            "进行跟踪审计。": "进行跟踪审计，审计结果同时告知区民政局。",
            "《湖南省募捐条例》（第十一届省人大常委会45号公告）": "《中华人民共和国慈善法》；《湖南省募捐条例》（第十一届省人大常委会45号公告）",
            "捐赠专用收据使用情况进行监督。": "公益事业捐赠票据使用情况进行监督。",
        },
    )
    _submit(editor, adjustment)
    _approve(users["bianban"], adjustment, "未增加职责，同意。")
    opinion = adjustment.opinions.get(department__slug="caizheng")
    actions.give_opinion(users["caizheng"], opinion, Opinion.Answer.AGREE, "票据名称改得对，同意。")
    comments.add(
        users["fazhiban"],
        _now(adjustment),
        "“审计结果同时告知”是新的要求，请待审计局确认后再定。",
        section=BoundaryMatter.section_key,
        code="B-0008",
    )
    return _now(adjustment)


def make_returned(users):
    """安监局: sent back by the first office, with a remark on the entry."""
    editor, judge = users["anjian"], users["bianban"]
    adjustment = _open(
        editor,
        "anquanshengchanjianduguanli",
        Cause.ELEMENT,
        "统一用语。",
        "《中华人民共和国安全生产法》",
    )
    _reword(editor, adjustment, Duty, "D-0004", {"安全生产事故应急救援": "生产安全事故应急救援"})
    _submit(editor, adjustment)
    comments.add(
        judge,
        _now(adjustment),
        "用语改得对。请把所依据的条款写到条、款。",
        section=Duty.section_key,
        code="D-0004",
        field="text",
    )
    now = _now(adjustment)
    actions.return_(judge, now, now.version, "依据只写了法律名称，请写明条款后再提交。")
    return _now(adjustment)


def make_approved(users):
    """卫生局: every stage has passed it; it waits for its publication."""
    editor = users["weisheng"]
    adjustment = _open(
        editor,
        "weisheng",
        Cause.ELEMENT,
        "内设机构职责调整后，健康科普教育由宣教科承办。",
        "区卫生局内设机构职责分工（演示）",
    )
    _reword(editor, adjustment, Service, "P-0002", {"科教科、疾控科": "宣教科"})
    _submit(editor, adjustment)
    _approve(users["bianban"], adjustment, "属承办机构变更，同意。")
    _approve(users["fazhiban"], adjustment, "同意。")
    return _now(adjustment)


def _open(editor, slug, cause, reasons, basis):
    department = Department.objects.get(slug=slug)
    adjustment = actions.open_adjustment(editor, department, Kind.CHANGE, cause)
    actions.describe(editor, adjustment, adjustment.version, reasons=reasons, basis=basis)
    return adjustment


def _reword(editor, adjustment, model, code, replacements):
    """Put other words for some of an entry, wherever they stand in it."""
    entry = find(adjustment.draft, model, code)
    said = said_by(entry)
    reworded = Said(
        _replaced(said.texts, replacements),
        [Row(_replaced(row.texts, replacements), row.was) for row in said.rows],
    )
    save_entry(editor, adjustment, model, code, seen_of(entry), reworded)


def _replaced(texts, replacements):
    found = dict(texts)
    for name in found:
        for old, new in replacements.items():
            found[name] = found[name].replace(old, new)
    return found


def _submit(editor, adjustment):
    now = _now(adjustment)
    actions.submit(editor, now, now.version)


def _approve(judge, adjustment, comment):
    now = _now(adjustment)
    actions.approve(judge, now, now.version, comment)


def _now(adjustment):
    return Adjustment.objects.get(pk=adjustment.pk)
