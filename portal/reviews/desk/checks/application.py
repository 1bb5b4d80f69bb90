"""Checks of the application, and of what its draft rests on."""

import re

from ...models import State
from ...workflow import conditions
from .check import Check, listing

_STATUTE = re.compile(r"《[^《》]{2,100}》|[一-龥]{0,10}[〔\[［（(][12]\d{3}[〕\]］）)]\s*\d+\s*号")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]+[条款项章]")


def application(facts):
    name, adjustment = "申请内容完整", facts.adjustment
    if absent := conditions.unwritten(adjustment):
        return Check(name, "bad", f"没有写{listing(absent)}。")
    return Check(name, "good", f"写明了{listing(conditions.wanted(adjustment))}。")


def statutes(facts):
    name, basis = "依据写明文件和条款", facts.adjustment.basis
    cited = list(dict.fromkeys(_STATUTE.findall(basis)))
    if not cited:
        return Check(name, "look", "依据里没有写出文件名称或者文号。")
    if not _ARTICLE.search(basis):
        return Check(name, "look", f"引用了{listing(cited)}，没有写明条款。")
    return Check(name, "good", f"引用了{listing(cited)}，写有条款。")


def sealed(facts):
    name, adjustment = "文字与提交时一致", facts.adjustment
    if adjustment.is_editable or not adjustment.sealed_digest:
        return Check(name, "wait", "还没有提交，文字可以改动。")
    if not facts.is_as_sealed:
        return Check(name, "bad", "现在的文字与提交时的摘要不符，不能通过，请退回后重新提交。")
    if adjustment.state == State.PUBLISHED:
        return Check(name, "good", "公布的文字与公布时的摘要一致。")
    return Check(name, "good", f"第 {adjustment.round} 轮提交以后，文字没有变动。")


def latest(facts):
    name, adjustment = "依据最新的版本", facts.adjustment
    if adjustment.is_cancelled:
        return Check(name, "look", f"公布为{adjustment.draft.label}，施行以前已经取消。")
    if adjustment.state == State.PUBLISHED:
        return Check(name, "good", f"已经公布为{adjustment.draft.label}。")
    if (facts.latest and facts.latest.pk) != adjustment.base_id:
        label = facts.latest.label
        return Check(name, "bad", f"{label}已经公布，这份草稿还没有在它上面核对，不能公布。")
    if adjustment.base is None:
        return Check(name, "good", "首次编制，还没有公布的清单。")
    return Check(name, "good", f"依据{adjustment.base.label}拟订，它是最后公布的一版。")


def origin(facts):
    """Whether the draft's text comes from the edition that it rests on, and if not, from which."""
    name, origin, base = "文字的来历", facts.origin, facts.adjustment.base
    if origin is None:
        return Check(name, "good", f"草稿从{base.label}开始。" if base else "首次编制的清单。")
    if origin.is_return:
        return Check(name, "look", f"{origin}以后各版的改动因此撤去，见下面的改动。")
    if origin.rivals or origin.remark:
        return Check(name, "look", str(origin))
    merged = origin.edition and origin.edition != base
    return Check(name, "good", f"{origin}{f'{base.label}的改动已经并入。' if merged else ''}")


def clashes(facts):
    name, found = "与新版本的冲突", facts.all_clashes
    if facts.clashes:
        sentence = f"有 {len(facts.clashes)} 处与新公布的版本都有改动，拟稿部门还没有取舍。"
        places = [(one.code or one.section, str(one)) for one in facts.clashes]
        return Check(name, "bad", sentence, places)
    if found:
        places = [(one.code or one.section, f"{one}：{one.get_choice_display()}") for one in found]
        sentence = f"有 {len(found)} 处与新公布的版本都有改动，拟稿部门已经取舍。"
        return Check(name, "look", sentence, places)
    return Check(name, "good", "没有需要取舍的条目。")


def rivals(facts):
    name = "没有同时进行的其他调整"
    if facts.adjustment.state == State.PUBLISHED or not facts.rivals:
        return Check(name, "good", "本部门没有其他未办结的调整申请。")
    numbers = listing(f"第 {one.pk} 号" for one in facts.rivals)
    sentence = f"本部门还有{numbers}没有办结；其中一份公布以后，其他的须在新版本上重新核对。"
    return Check(name, "look", sentence)
