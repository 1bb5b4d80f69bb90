"""Checks of what the draft changes in the list."""

from collections import Counter

from boundaries.models import BoundaryMatter, Party
from departments.comparison.entries import NAMES
from departments.models import Note
from departments.texts.columns import name_place
from departments.texts.folding import without_blanks

from ...models import Kind
from ...models.kinds import ENDING
from .check import Check, listing


def amended(facts):
    name, amendment = "对清单有实际改动", facts.amendment
    if amendment.is_empty:
        return Check(name, "bad", "草稿与所依据的版本完全相同。")
    counts = [f"{NAMES[key]} {count} 项" for key, count in amendment.counts.items() if count]
    if counts:
        return Check(name, "good", f"{'，'.join(counts)}。")
    if any(field.text.kind == "changed" for field in amendment.changed_names):
        return Check(name, "good", "只改动了清单或者部门的名称。")
    if any(one.model is Note and one.badges for one in amendment.changed_lines):
        return Check(name, "good", "只改动了附注。")
    return Check(name, "look", "只有标点、空格、序号或者部分标题不同。")


def kind(facts):
    """Whether what the draft does is what the kind of adjustment says."""
    name, wanted = "改动与调整类型相符", facts.adjustment.kind
    label = f"申请的是“{facts.adjustment.get_kind_display()}”"
    entries = [entry for entry in _amended(facts) if entry.code]
    if others := [one.label for one in Kind if one in facts.kinds and one != wanted]:
        others = "".join(f"“{one}”" for one in others)
        sentence = f"{label}，改动里还有属于{others}的，审查环节已把这几类的合在一起。"
        return Check(
            name, "look", sentence, _places(entry for entry in entries if _is_apart(entry))
        )
    if wanted == Kind.ADD and not any(entry.pair.old is None for entry in entries):
        return Check(name, "look", f"{label}，草稿没有新增条目。")
    if not entries and wanted in ENDING:
        return Check(name, "look", f"{label}，草稿没有删去或者改动条目。")
    return Check(name, "good", f"{label}，与草稿的改动相符。")


def parties(facts):
    """Whether it is known whom the changed boundary matters mean."""
    name, unknown, places = "相关部门能够识别", [], []
    for entry in _amended(facts):
        if entry.model is not BoundaryMatter or entry.pair.new is None:
            continue
        names = [row.texts[name_place(Party)] for row in entry.pair.new.rows]
        found = [one for each in names for one in facts.directory.unresolved(each)]
        if found:
            unknown += found
            places.append((entry.anchor, entry.code))
    if unknown:
        unknown = list(dict.fromkeys(unknown))
        return Check(name, "look", f"不知道{listing(unknown)}指哪个单位，不能请它确认。", places)
    return Check(name, "good", "改动的管理事项里，各方都能识别。")


def texts(facts):
    """Whether changed entries say something, and have rows."""
    name = "条目没有空缺"
    empty = [
        entry
        for entry in _amended(facts)
        if entry.pair.new and (not entry.heading.strip() or _lacks_rows(entry))
    ]
    if empty:
        sentence = f"有 {len(empty)} 项没有写名称，或者没有下面的内容。"
        return Check(name, "look", sentence, _places(empty))
    return Check(name, "good", "新增和改动的条目都有名称和内容。")


def duplicates(facts):
    """Whether a changed entry says what another of its section is called already."""
    name, twins = "没有重复的条目", []
    for group in facts.amendment.groups:
        present = [entry for entry in group.entries if entry.pair.new]
        called = Counter(_plain(entry) for entry in present)
        twins += [one for one in present if one.badges and _plain(one) and called[_plain(one)] > 1]
    if twins:
        sentence = f"有 {len(twins)} 项与同一部分的另一项同名。"
        return Check(name, "look", sentence, _places(twins))
    return Check(name, "good", "新增和改动的条目没有与其他条目同名的。")


def _is_apart(entry):
    return entry.is_one_sided


def _amended(facts):
    """The entries that were added, removed, changed or moved (list of EntryComparison)."""
    return [entry for group in facts.amendment.groups for entry in group.amended]


def _places(entries):
    return [(entry.anchor, entry.code or entry.heading) for entry in entries]


def _plain(entry):
    return without_blanks(entry.heading)


def _lacks_rows(entry):
    return bool(getattr(entry.model, "rows_name", "")) and not entry.pair.new.rows
