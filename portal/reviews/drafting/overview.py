"""A draft as a whole: what it changes against its base, what is lacking, what to do next."""

from dataclasses import dataclass

from departments.comparison.entries import EntryComparison
from departments.models import section_models

from .. import threads
from ..amendment import amendment_of
from ..conditions import unwritten
from ..models import State, Step
from ..models.kinds import ALLOWED, ENDED
from ..origins import origin_of
from .presence import open_forms

#: What an entry of a draft is called by what happened to it.
MARKS = {
    "added": "新增",
    "removed": "已移除",
    "changed": "有改动",
    "formal": "仅标点、空格或序号有改动",
    "same": "未改动",
}


@dataclass(frozen=True)
class Line:
    """An entry on the overview: what happened to it, who has it open, what is still said of it."""

    compared: EntryComparison
    open_by: list[str]
    remarks: list[threads.Thread]

    @property
    def code(self):
        return self.compared.code

    @property
    def kind(self):
        return self.compared.kind

    @property
    def mark(self):
        moved = "，次序有变" if self.compared.pair.moved else ""
        return MARKS[self.kind] + moved


@dataclass(frozen=True)
class Section:
    """A section of the draft with its entries, those taken out where they stood."""

    key: str
    title: str
    lines: list[Line]

    @property
    def count(self):
        """How many entries the draft has in it."""
        return sum(line.kind != "removed" for line in self.lines)

    @property
    def changes(self):
        """How many entries differ from the base."""
        return sum(line.compared.differs for line in self.lines)


def read(adjustment, user):
    """What the overview shows of a draft (dict); the number of queries is fixed."""
    comparison = amendment_of(adjustment)
    others = [one for one in open_forms(adjustment) if one.user_id != user.pk]
    busy = _by_place(others)
    clashes = list(adjustment.clashes.all())
    undecided = [clash for clash in clashes if not clash.choice]
    talk = threads.talk_of(adjustment, user)
    sections = [_section(group, busy, talk) for group in comparison.groups[: len(section_models())]]
    lacking = lacks(adjustment, undecided)
    return {
        "sections": sections,
        "prose": _prose_changes(comparison),
        "is_unchanged": comparison.is_empty,
        "clashes": undecided,
        "decided": [clash for clash in clashes if clash.choice],
        "origin": origin_of(adjustment),
        "lacking": lacking,
        "remarks": talk.unresolved,
        "others": others,
        "returned": _return_of(adjustment),
        "stage": adjustment.open_stage(),
        "may_submit": adjustment.is_editable and not lacking,
        "may_recall": adjustment.state in ALLOWED[Step.RECALL],
        "may_withdraw": adjustment.state not in ENDED,
        "may_begin_another": adjustment.came_to_nothing,
    }


def lacks(adjustment, undecided):
    """What keeps a draft from being handed in (list of sentences)."""
    found = [f"还有 {len(undecided)} 个两处都改动的条目没有取舍。"] if undecided else []
    absent = unwritten(adjustment)
    return found + ([f"申请还没有写明{'、'.join(absent)}。"] if absent else [])


def _section(group, busy, talk):
    lines = [
        Line(
            entry,
            busy.get((group.key, entry.code), []),
            talk.at(group.key, entry.code).unresolved,
        )
        for entry in group.entries
    ]
    return Section(group.key, group.title, lines)


def _by_place(forms):
    found = {}
    for one in forms:
        found.setdefault((one.section, one.code), []).append(str(one.user))
    return found


def _prose_changes(comparison):
    """How much of title, headings and annexes differs (int)."""
    *_, annexes = comparison.groups
    titles = [name for name in comparison.changed_names if name.label in ("清单标题", "清单类型")]
    differing = [entry for entry in annexes.entries if entry.differs]
    return len(titles) + len(comparison.changed_headings) + len(differing)


def _return_of(adjustment):
    if adjustment.state != State.RETURNED:
        return None
    sent = (Step.RETURN, Step.REBASE, Step.SPLIT)
    return adjustment.decisions.filter(step__in=sent).order_by("pk").last()
