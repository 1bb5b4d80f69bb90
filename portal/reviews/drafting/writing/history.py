"""What was written to the entries of a draft, save by save, as the audit log tells it."""

from dataclasses import dataclass

from django.db.models import Q

from departments.comparison.entries import EntryComparison
from departments.comparison.matching import Pair
from departments.models import section_models
from departments.texts.columns import columns_of
from portal.accounts.audit import log
from portal.accounts.audit.models import Event

from ...drafts.sections import row_model
from ..wording import Row, Said, worded
from .conflict import Side


@dataclass(frozen=True)
class Save:
    """One write of an entry: what it said before and after (Said; None where it was not there)."""

    model: type
    code: str
    event: Event
    before: Said | None
    after: Said | None

    @property
    def what(self):
        """What was done, e.g. “改动 D-0007”."""
        return self.event.text.partition("。")[0]

    @property
    def compared(self):
        """The text set against the one before (EntryComparison)."""
        old, new = (worded(said) if said else None for said in (self.before, self.after))
        pair = Pair(old, new, old and 1, new and 1)
        return EntryComparison(self.model, pair, self.code, self.code)


#: What the two sides of a comparison are called.
SIDES = {"old": Side("这次以前"), "new": Side("这次以后")}


def saves_of(adjustment, model, code):
    """All writes of an entry in a draft (list of Save), the last first."""
    named = (f"{side}__code" for side in ("before", "after"))
    listed = (f"{side}__has_key" for side in ("before", "after"))
    concerned = Q()
    for lookup in (*named, *listed):
        concerned |= Q(**{lookup: code})
    events = log.writes_of(adjustment).filter(concerned).order_by("-pk")
    saves = [_save(model, code, event) for event in events]
    return [save for save in saves if save.before or save.after]


def removed_text(adjustment, model, code):
    """What an entry said when it was taken out of a draft (Said; None if the log tells of no such)."""
    last = next(iter(saves_of(adjustment, model, code)), None)
    return last.before if last and last.after is None else None


def gone(adjustment, present):
    """Entries that were taken out and are in none of ``present`` (dict of code to its record)."""
    taken = Q(text__startswith="移除 ") | Q(text__startswith="从文件")
    found = {}
    for event in log.writes_of(adjustment).filter(taken).order_by("pk"):
        for code, record in _records(event.before).items():
            if code not in present:
                found[code] = record
    return found


def heading_of(record):
    """Section model and heading of a record that is there no more."""
    model = next(one for one in section_models() if record["code"].startswith(one.code_prefix))
    return model, model(**said_in(model, record).texts).heading


def said_in(model, record):
    """What an entry says in the list format (Said)."""
    rows = [
        Row(_texts(row_model(model), row), extras=row.get("extras", []))
        for row in record.get(model.rows_name, [])
    ]
    return Said(_texts(model, record), rows, record.get("extras", []))


def _save(model, code, event):
    before, after = (_records(side).get(code) for side in (event.before, event.after))
    sides = (record and said_in(model, record) for record in (before, after))
    return Save(model, code, event, *sides)


def _records(side):
    """The entries on one side of an event, by code: of one entry, or of a whole file."""
    if not isinstance(side, dict):
        return {}
    if isinstance(side.get("code"), str):
        return {side["code"]: side}
    return {code: one for code, one in side.items() if isinstance(one, dict) and one.get("code")}


def _texts(model, record):
    return {one.field: record.get(one.json_key, "") for one in columns_of(model)}
