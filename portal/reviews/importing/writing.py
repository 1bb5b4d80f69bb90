"""Having a section of a draft say what was read from a file."""

from dataclasses import dataclass, field

from departments.comparison.rows import match_rows
from departments.models import rows_of
from departments.publishing.codes import new_codes
from departments.texts.columns import extras_pairs, name_place, texts_of

from ..drafting.writing.order import arrange
from ..drafts.orders import merged_order
from ..drafts.rebase import says
from .tables import tidy


@dataclass
class Written:
    """What an import did to a section: codes, and what the entries said before and after."""

    title: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: bool = False
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)

    def __str__(self):
        counts = (
            f"新增 {len(self.added)} 条，改动 {len(self.changed)} 条，删去 {len(self.removed)} 条"
        )
        return f"{self.title}：{counts}{'，顺序有变' if self.moved else ''}"


def write_entries(draft, section, ours, entries, removes, kept=frozenset()):
    """Write the entries of a section that a file has (list of ReadEntry) into a draft (Written).

    ``ours`` are the draft's entries by code, in their order. Entries without code get new ones.
    Those that the file does not have stay, or go if ``removes``, but for the codes in ``kept``.
    Nothing is written where the draft says the same already.
    """
    written = Written(section.title)
    codes = _codes(draft, section, entries)
    staying = [code for code in ours if not removes or code in kept or code in codes]
    order = merged_order(staying, codes)
    _remove(draft, section, ours, set(ours) - set(order), written)
    highest = max((entry.position for entry in ours.values()), default=0)
    for place, (code, read) in enumerate(zip(codes, entries, strict=True), start=1):
        if code in ours:
            if not read.is_stale:
                _amend(section, ours[code], read, written)
        else:
            _add(draft, section, code, highest + place, read, written)
    written.moved = [c for c in ours if c not in written.removed] != [c for c in order if c in ours]
    if order != list(ours):
        arrange(section.model, draft, order)
    return written


def _codes(draft, section, entries):
    """The codes of the entries, new ones where they have none (list of str)."""
    missing = sum(not read.code for read in entries)
    fresh = iter(new_codes(draft.department, section.model.code_prefix, missing))
    return [read.code or next(fresh) for read in entries]


def _remove(draft, section, ours, codes, written):
    written.removed = sorted(codes)
    written.before |= {code: says(ours[code]) for code in written.removed}
    if codes:
        section.model.objects.filter(edition=draft, code__in=codes).delete()


def _add(draft, section, code, position, read, written):
    entry = read.entry
    entry.edition, entry.code, entry.position = draft, code, position
    entry.save(force_insert=True)
    _write_rows(section, entry, read.rows)
    written.added.append(code)
    written.after[code] = says(entry)


def _amend(section, entry, read, written):
    before = says(entry)
    names = _take_over(read.entry, entry)
    rows = _with_sources(section, entry.rows, read.rows)
    other_rows = list(map(_kept, rows)) != list(map(_kept, entry.rows))
    if names:
        entry.save(update_fields=names)
    if other_rows:
        getattr(entry, section.model.rows_name).all().delete()
        _write_rows(section, entry, rows)
    if names or other_rows:
        written.changed.append(entry.code)
        written.before[entry.code] = before
        written.after[entry.code] = says(section.model.objects.get(pk=entry.pk))


def _take_over(read, own):
    """Give a record what a file says of it (returns the names of fields that changed).

    What a file cannot tell from what is there stays to the letter.
    """
    values = _kept(read)
    changed = [name for name, value in values.items() if _said(getattr(own, name)) != _said(value)]
    for name in changed:
        setattr(own, name, values[name])
    return changed


def _said(value):
    """A text, or further columns, as files can say it."""
    if isinstance(value, str):
        return tidy(value)
    said = {heading: tidy(text) for heading, text in extras_pairs(value)}
    return {heading: text for heading, text in said.items() if text}


def _with_sources(section, old, new):
    """Rows as a file has them; those that were there keep their place in the source document."""
    partners = match_rows(
        [tuple(map(tidy, _pieces(row))) for row in old],
        list(map(_pieces, new)),
        name_place(section.row_model),
    )
    for row, partner in zip(new, partners, strict=True):
        if partner is not None:
            before = old[partner]
            row.source_id, row.source_line = before.source_id, before.source_line
            for name, value in _kept(before).items():
                if _said(value) == _said(getattr(row, name)):
                    setattr(row, name, value)
    return new


def _kept(record):
    return texts_of(record) | {"extras": record.extras}


def _pieces(row):
    return (*texts_of(row).values(), *(one["text"] for one in row.extras))


def _write_rows(section, entry, rows):
    for position, row in enumerate(rows, start=1):
        row.position = position
        setattr(row, rows_of(section.model).field.name, entry)
    section.row_model.objects.bulk_create(rows)
