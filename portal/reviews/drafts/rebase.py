"""Bringing a draft onto an edition that was published meanwhile.

Entry by entry, by code, against the edition on which the draft rested: what only the new edition
changed follows, what only the draft changed stays, what both changed becomes a Clash, for which
the draft's text stays until it is decided. Nothing is lost without a person's choice.
"""

from dataclasses import dataclass

from departments.models import Annex, Edition, ListEntry, Note, SectionHeading, section_models
from departments.publishing.drafts import copy_entries, replace_prose
from departments.texts.columns import fields_of, texts_of
from departments.texts.values import without

from ..models import Clash
from ..models.clashes import PROSE
from .numbers import merge_numbers, write_numbers
from .orders import merged_order, moves, three_way


@dataclass(frozen=True)
class Side:
    """The entries of one section in one edition, by code, in their order."""

    entries: dict[str, ListEntry]

    def said(self, code):
        """What the entry of a code says, in the list format without its place; None if absent."""
        entry = self.entries.get(code)
        return says(entry) if entry else None


def says(record):
    """An entry, annex or note in the list format, without its place in a source document."""
    return without(record.to_record(), ("source_line",))


def rebase(adjustment, latest, doubtful=frozenset()):
    """Bring the draft of a locked adjustment onto the latest edition (returns the new clashes).

    ``doubtful`` are places (section key, code) at which the draft may rest on another edition than
    its base: there it is for a person to choose wherever the draft and the latest edition differ.
    """
    clashes = []
    for model in section_models():
        base, theirs, ours = (
            side(model, edition) for edition in (adjustment.base, latest, adjustment.draft)
        )
        doubts = {code for section, code in doubtful if section == model.section_key}
        clashes += _merge(adjustment, model, base, theirs, ours, doubts)
        clashes += _merge_order(adjustment, model, base, theirs)
    clashes += _merge_prose(adjustment, latest, (PROSE, "") in doubtful)
    adjustment.base = latest
    return Clash.objects.bulk_create(clashes)


def take_theirs(clash):
    """Put the new edition's text of a clash in the place of the draft's."""
    adjustment = clash.adjustment
    if clash.section == PROSE:
        replace_prose(adjustment.base, adjustment.draft)
        return
    model = next(model for model in section_models() if model.section_key == clash.section)
    theirs, ours = (side(model, edition) for edition in (adjustment.base, adjustment.draft))
    if clash.code:
        replace(model, adjustment.draft, theirs, ours, {clash.code})
        return
    listed = [code for code in theirs.entries if code in ours.entries]
    _arrange(model, adjustment.draft, merged_order(list(ours.entries), listed))


def side(model, edition):
    """What an edition (or None) has in a section (a Side)."""
    entries = model.objects.filter(edition=edition).prefetch_related(model.rows_name)
    return Side({entry.code: entry for entry in entries.order_by("position")})


def prose(edition):
    """What an edition (or None) says beside its entries (dict)."""
    annexes, notes, headings = (
        model.objects.filter(edition=edition).order_by("position")
        for model in (Annex, Note, SectionHeading)
    )
    return {name: getattr(edition, name, "") for name in fields_of(Edition)} | {
        "annexes": list(map(says, annexes)),
        "notes": list(map(says, notes)),
        "headings": list(map(texts_of, headings)),
    }


def _merge(adjustment, model, base, theirs, ours, doubts):
    numbers = merge_numbers(base, theirs, ours)
    changed = {code for code in _all(base, theirs) if theirs.said(code) != base.said(code)} | doubts
    touched = {code for code in _all(base, ours) if ours.said(code) != base.said(code)} | doubts
    both = {c for c in changed & touched if theirs.said(c) != ours.said(c)}
    _set_aside(adjustment, model.section_key, changed)
    replace(model, adjustment.draft, theirs, ours, changed - touched)
    write_numbers(model, adjustment.draft, numbers)
    return [
        Clash(
            adjustment=adjustment,
            section=model.section_key,
            code=code,
            ours=ours.said(code),
            theirs=theirs.said(code),
        )
        for code in sorted(both)
    ]


def _merge_order(adjustment, model, base, theirs):
    """Have the entries stand as the new edition puts them, unless the draft moved them too."""
    if not moves(base.entries, theirs.entries):
        return []
    _set_aside(adjustment, model.section_key, [""])
    ours = list(side(model, adjustment.draft).entries)
    order = three_way(list(base.entries), list(theirs.entries), ours)
    if order is None:
        section, listed = model.section_key, list(theirs.entries)
        return [Clash(adjustment=adjustment, section=section, ours=ours, theirs=listed)]
    if order != ours:
        _arrange(model, adjustment.draft, order)
    return []


def _set_aside(adjustment, section, codes):
    """Forget undecided clashes of entries that changed once more: what was to choose is past."""
    adjustment.clashes.filter(section=section, code__in=codes, choice="").delete()


def _all(*sides):
    return {code for one in sides for code in one.entries}


def replace(model, draft, theirs, ours, codes):
    """Have the draft say of some codes what the other edition says of them, or nothing."""
    if not codes:
        return
    order = _order(list(ours.entries), list(theirs.entries), codes)
    model.objects.filter(edition=draft, code__in=codes).delete()
    coming = [entry.pk for code, entry in theirs.entries.items() if code in codes]
    # Positions are unique at every moment: what is there stands aside, above all that comes, before
    # others take its place.
    _stand_aside(model, draft, [*ours.entries.values(), *theirs.entries.values()])
    copy_entries(model.objects.filter(pk__in=coming), draft)
    _arrange(model, draft, order)


def _order(ours, theirs, codes):
    """The draft's order, in which entries that come from the other edition follow whom they do there."""
    order = [code for code in ours if code not in codes or code in theirs]
    for place, code in enumerate(theirs):
        if code in codes and code not in order:
            before = [one for one in theirs[:place] if one in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, code)
    return order


def _arrange(model, draft, codes):
    _stand_aside(model, draft, model.objects.filter(edition=draft))
    _place(model, draft, {code: place for place, code in enumerate(codes, start=1)})


def _stand_aside(model, draft, entries):
    """Move the draft's entries above the positions of some entries."""
    highest = max((entry.position for entry in entries), default=0)
    here = model.objects.filter(edition=draft)
    _place(model, draft, {entry.code: highest + n for n, entry in enumerate(here, start=1)})


def _place(model, draft, places):
    entries = list(model.objects.filter(edition=draft))
    for entry in entries:
        entry.position = places[entry.code]
    model.objects.bulk_update(entries, ["position"])


def _merge_prose(adjustment, latest, in_doubt):
    """Title, headings, annexes and notes go together: they are few, and often moved to another."""
    base, theirs, ours = (prose(one) for one in (adjustment.base, latest, adjustment.draft))
    if theirs == base and not in_doubt:
        return []
    _set_aside(adjustment, PROSE, [""])
    if theirs == ours:
        return []
    if ours == base and not in_doubt:
        replace_prose(latest, adjustment.draft)
        return []
    return [Clash(adjustment=adjustment, section=PROSE, ours=ours, theirs=theirs)]
