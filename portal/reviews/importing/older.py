"""A file of an older edition than a draft rests on: what the newer one changed stays as it is now.

The edition is that of its column 版次, or of the file's mark, or the likest by its entries with
codes. What the file says as that edition said it is no change; what it changed and the newer
edition too is a fault, with its row.
"""

from dataclasses import dataclass, field, replace

from departments.comparison.contents import Wording, load_contents
from departments.models import Edition
from departments.publishing.origins import guess_among, marked_edition
from departments.sheets.marks import mark_of
from departments.texts.columns import extras_pairs, texts_of

from ..drafts.orders import merged_order, moves
from .sections import CODE, NUMBER
from .tables import tidy


@dataclass
class Older:
    """From which older edition a file comes (None: from none), and what of it is not written.

    ``stale`` are codes of entries that the file has as that edition had them, ``kept`` of entries
    that it lacks and that do not go; ``remark`` says why a mark is not believed.
    """

    edition: Edition | None = None
    remark: str = ""
    stale: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def find_older(content, adjustment, read):
    """The Older of a file (bytes) for a draft; ``read`` has its tables with their entries."""
    department, base = adjustment.department, adjustment.base
    if base is None:
        return Older()
    marked, remark = marked_edition(mark_of(content), department)
    numbered = _numbered(department, [table for table, _, _ in read])
    older = numbered or marked or _likest(department, base, read)
    return Older(older if older and older.number < base.number else None, remark)


def reconcile(older, adjustment, table, ours, entries, removes):
    """The entries of a table without what would undo the base (list of ReadEntry).

    What is not written is noted in ``older``; what cannot be told apart is a fault of the table.
    """
    if older.edition is None:
        return entries
    base = adjustment.base
    old, new = (_wordings(one, table.section) for one in (older.edition, base))
    changed = {code for code in {*old, *new} if old.get(code) != new.get(code)}
    now = _wordings(adjustment.draft, table.section)
    found = []
    for read in entries:
        said = _worded(read)
        if read.code not in changed or said == now.get(read.code):
            found.append(read)
        elif said == old.get(read.code):
            older.stale.append(read.code)
            found += [replace(read, is_stale=True)] if read.code in now else []
        else:
            _clash(table, read.code, base, read.lines[0].row)
            found += [read] if read.code in now else []
    if removes:
        _keep(older, table, base, set(old), changed & set(now) - {one.code for one in entries})
    return found if moves(old, [one.code for one in found]) else _as_now(list(ours), found)


def _keep(older, table, base, old, absent):
    """Of the entries that the file lacks and the newer edition changed, what was added stays."""
    for code in sorted(absent):
        if code in old:
            _clash(table, code, base, None)
        else:
            older.kept.append(code)


def _clash(table, code, base, row):
    table.fault(
        row,
        CODE,
        f"{code} 在{base.label}里有改动，文件又改了它。请重新导出草稿，在现在的文字上改。",
    )


def _as_now(ours, entries):
    """The entries in the order that the draft has now, new ones behind whom they follow."""
    named = {one.code or f"new {place}": one for place, one in enumerate(entries)}
    return [named[name] for name in merged_order(list(named), [c for c in ours if c in named])]


def _numbered(department, tables):
    """The earliest edition that rows of a file name in their column of numbers (None without any)."""
    said = {line.texts.get(NUMBER, "") for table in tables for line in table.lines}
    numbers = [int(number) for number in said if number.isascii() and number.isdigit()][:100]
    named = department.editions.published().filter(number__in=[n for n in numbers if n < 10**6])
    return named.order_by("number").first()


def _likest(department, base, read):
    """The likest edition by what the file says of entries with codes; in doubt the earliest."""
    said, texts = [], {one: [] for one in department.editions.published().order_by("number")}
    for table, _, entries in read:
        for edition, pieces in texts.items():
            stored = _wordings(edition, table.section)
            pieces += [_text(stored.get(one.code)) for one in entries if one.code]
        said += [_text(_worded(one)) for one in entries if one.code]
    guess = guess_among(texts, said)
    return min(guess.candidates, key=lambda one: one.number, default=base)


def _wordings(edition, section):
    """What the entries of a section say, as files can say it (dict of Wording by code)."""
    entries = load_contents([edition])[edition.pk].entries[section.key]
    return {code: _tidied(one) for code, one in entries.items()}


def _worded(read):
    rows = tuple(map(_said, read.rows))
    return _tidied(replace(_said(read.entry), rows=rows))


def _said(record):
    return Wording(tuple(texts_of(record).values()), extras=extras_pairs(record.extras))


def _tidied(wording):
    """A wording as files can say it, whatever the order of further columns."""
    extras = {heading: tidy(text) for heading, text in wording.extras}
    return Wording(
        tuple(map(tidy, wording.texts)),
        tuple(map(_tidied, wording.rows)),
        tuple(sorted((heading, text) for heading, text in extras.items() if text)),
    )


def _text(wording):
    if wording is None:
        return ""
    return "\n".join(piece for one in (wording, *wording.rows) for piece in one.pieces)
