"""Checks of what others say: departments that were asked, and remarks."""

from ...models import Opinion
from .check import Check, listing


def confirmed(facts):
    name, standing = "职责边界得到确认", facts.standing
    lacking = [one.opinion for one in standing.lacking]
    objected = [str(one.department) for one in lacking if one.answer == Opinion.Answer.OBJECT]
    silent = [str(one.department) for one in lacking if not one.answer]
    unasked = [str(one) for one in standing.unasked]
    if not (lacking or unasked):
        asked = any(one.opinion.reason == Opinion.Reason.BOUNDARY for one in standing.asked)
        said = "涉及的部门都已确认。" if asked else "没有改动其他部门的职责分工。"
        return Check(name, "good", said)
    parts = [
        f"{listing(objected)}不同意" if objected else "",
        f"{listing(silent)}没有答复" if silent else "",
        f"{listing(unasked)}还没有征求" if unasked else "",
    ]
    said = "；".join(filter(None, parts)) + "。"
    if standing.overrides:
        return Check(name, "look", f"{said}审查机构已经说明理由，可以继续。")
    if facts.adjustment.is_editable:
        return Check(name, "wait", f"{said}提交时征求。" if unasked else said)
    return Check(name, "bad", said)


def consulted(facts):
    name = "征求意见得到答复"
    asked = [one for one in facts.standing.asked if one.opinion.reason == Opinion.Reason.AFFECTED]
    if not asked:
        return Check(name, "good", "没有另外征求其他部门的意见。")
    objected = [str(one.opinion.department) for one in asked if one.state == "object"]
    silent = [str(one.opinion.department) for one in asked if not one.opinion.answer]
    if objected:
        return Check(name, "look", f"{listing(objected)}不同意。")
    if silent:
        return Check(name, "look", f"{listing(silent)}还没有答复。")
    return Check(name, "good", f"征求的 {len(asked)} 个部门都同意。")


def talked(facts):
    name, unresolved = "修改意见已经办结", facts.talk.unresolved
    if not unresolved:
        return Check(name, "good", "没有未办结的修改意见。")
    codes = [one.comment.code for one in unresolved if one.comment.code]
    places = [(code, code) for code in dict.fromkeys(codes)]
    return Check(name, "look", f"还有 {len(unresolved)} 条修改意见没有办结。", places)
