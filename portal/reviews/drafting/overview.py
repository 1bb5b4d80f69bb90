"""A draft as a whole: what it changes against its base, what is lacking, what to do next."""

from dataclasses import dataclass

from departments.comparison.entries import EntryComparison
from departments.models import Edition, section_models
from departments.texts.columns import columns_of

from ..comments import threads
from ..drafts.amendment import amendment_of
from ..drafts.origins import origin_of
from ..held import keeping
from ..held.naming import form_named
from ..models import HeldForm, State, Step
from ..models.kinds import ALLOWED, ENDED
from ..workflow.conditions import unwritten
from .writing import history

#: What an entry of a draft is called by what happened to it.
MARKS = {
    "added": "新增",
    "removed": "已移除",
    "changed": "有改动",
    "formal": "仅标点、空格或序号有改动",
    "same": "未改动",
}


@dataclass(frozen=True)
class AtWork:
    """That somebody has a form of the draft open, or left unsaved text in it."""

    held: HeldForm
    is_own: bool

    @property
    def is_open(self):
        return keeping.is_open(self.held)

    @property
    def is_unsaved(self):
        return self.held.typed is not None

    @property
    def name(self):
        """What the form is called."""
        return form_named(self.held)

    @property
    def words(self):
        """What is said beside the entry."""
        if self.is_own:
            return "您有未保存的文字"
        if self.is_open:
            return f"{self.held.user}正在改"
        return f"{self.held.user}有未保存的文字"


@dataclass(frozen=True)
class Line:
    """An entry on the overview: what happened to it, who is at work on it, what is said of it."""

    compared: EntryComparison
    at_work: list[AtWork]
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
    """A section of the draft with its entries, those taken out where they stood.

    ``gone`` are entries that the draft added and lost again: pairs of code and heading.
    """

    key: str
    title: str
    lines: list[Line]
    gone: list[tuple[str, str]]

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
    at_work = _at_work(adjustment, user)
    busy = _by_place(at_work)
    clashes = list(adjustment.clashes.all())
    undecided = [clash for clash in clashes if not clash.choice]
    talk = threads.talk_of(adjustment, user)
    groups = comparison.groups[: len(section_models())]
    gone = _gone(adjustment, groups)
    sections = [_section(group, busy, talk, gone) for group in groups]
    unsaved = [one for one in at_work if one.is_own]
    lacking = lacks(adjustment, undecided, unsaved)
    return {
        "sections": sections,
        "prose": _prose_changes(comparison),
        "is_unchanged": comparison.is_empty,
        "clashes": undecided,
        "decided": [clash for clash in clashes if clash.choice],
        "origin": origin_of(adjustment),
        "lacking": lacking,
        "remarks": talk.unresolved,
        "others": [one for one in at_work if not one.is_own],
        "unsaved": unsaved,
        "returned": _return_of(adjustment),
        "stage": adjustment.open_stage(),
        "may_submit": adjustment.is_editable and not lacking,
        "may_recall": adjustment.state in ALLOWED[Step.RECALL],
        "may_withdraw": adjustment.state not in ENDED,
        "may_begin_another": adjustment.came_to_nothing,
    }


def lacks(adjustment, undecided, unsaved):
    """What keeps a draft from being handed in (list of sentences)."""
    found = [f"还有 {len(undecided)} 个两处都改动的条目没有取舍。"] if undecided else []
    found += [f"您还有 {len(unsaved)} 处文字没有保存。"] if unsaved else []
    absent = unwritten(adjustment)
    return found + ([f"申请还没有写明{'、'.join(absent)}。"] if absent else [])


def _gone(adjustment, groups):
    """Entries that are in neither of the two texts any more, by section (dict of pairs)."""
    found = {}
    present = {entry.code for group in groups for entry in group.entries}
    for code, record in history.gone(adjustment, present).items():
        model, heading = history.heading_of(record)
        found.setdefault(model.section_key, []).append((code, heading))
    return found


def _section(group, busy, talk, gone):
    lines = [
        Line(
            entry,
            busy.get((group.key, entry.code), []),
            talk.at(group.key, entry.code).unresolved,
        )
        for entry in group.entries
    ]
    return Section(group.key, group.title, lines, gone.get(group.key, []))


def _at_work(adjustment, user):
    """Who is at work on a draft; one's own forms that are only open say nothing (list of AtWork)."""
    forms = [AtWork(one, one.user_id == user.pk) for one in keeping.forms_of(adjustment)]
    told = [one for one in forms if one.is_unsaved or (one.is_open and not one.is_own)]
    # A form that is open in two windows is one; what is typed in one of them comes first.
    told.sort(key=lambda one: one.is_unsaved)
    return list({(one.held.user_id, one.held.address): one for one in told}.values())


def _by_place(at_work):
    found = {}
    for one in at_work:
        found.setdefault((one.held.section, one.held.code), []).append(one)
    return found


def _prose_changes(comparison):
    """How much of title, headings, annexes and notes differs (int)."""
    own = {column.label for column in columns_of(Edition)}
    titles = [name for name in comparison.changed_names if name.label in own]
    return len(titles) + len(comparison.changed_beside)


def _return_of(adjustment):
    if adjustment.state != State.RETURNED:
        return None
    sent = (Step.RETURN, Step.REBASE, Step.SPLIT)
    return adjustment.decisions.filter(step__in=sent).order_by("pk").last()
