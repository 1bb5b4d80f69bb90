"""The order of a draft's entries in a section."""

from django.db.models import Max

from departments.publishing.digests import json_digest
from departments.publishing.drafts import copy_entries
from portal.accounts.audit import log

from ...refusals import Conflict
from ...workflow import actions


def codes_of(model, draft):
    """The codes of a draft's entries, in their order (list)."""
    return list(entries_of(model, draft).values_list("code", flat=True))


def entries_of(model, draft):
    """A draft's entries in a section, in their order (a queryset)."""
    return model.objects.filter(edition=draft).order_by("position")


def merged(codes, wanted):
    """The codes in the order that is wanted; those of which it does not know follow whom they do now."""
    placed = [code for code in dict.fromkeys(wanted) if code in codes]
    for place, code in enumerate(codes):
        if code not in placed:
            before = codes[place - 1] if place else None
            placed.insert(placed.index(before) + 1 if before else 0, code)
    return placed


def seen_order(codes):
    """The digest by which a changed order is seen."""
    return json_digest(codes)


def arrange(model, draft, codes):
    """Place a draft's entries in the order of their codes, all of which are given."""
    # Places are unique at every moment: all stand aside before any takes another's place.
    _place(model, draft, codes, last_place(model, draft) + 1)
    _place(model, draft, codes, 1)


def bring_back(model, base, draft, code):
    """Copy an entry of the base into the draft, behind the same entries as there."""
    theirs, codes = codes_of(model, base), codes_of(model, draft)
    _place(model, draft, codes, last_place(model, base) + last_place(model, draft) + 1)
    copy_entries(model.objects.filter(edition=base, code=code), draft)
    before = [one for one in theirs[: theirs.index(code)] if one in codes]
    codes.insert(codes.index(before[-1]) + 1 if before else 0, code)
    arrange(model, draft, codes)


def last_place(model, edition):
    """The highest position of an edition's entries (0 without any)."""
    return model.objects.filter(edition=edition).aggregate(last=Max("position"))["last"] or 0


def _place(model, draft, codes, beginning):
    entries = {entry.code: entry for entry in model.objects.filter(edition=draft)}
    for place, code in enumerate(codes, start=beginning):
        entries[code].position = place
    model.objects.bulk_update(entries.values(), ["position"])


def reorder(user, adjustment, model, codes, seen):
    """Put the entries of a section in another order (returns whether it was another).

    Raises Conflict if the entries or their order are not those that the user had before them.
    """
    if codes_of(model, adjustment.draft) == codes and seen_order(codes) == seen:
        return False
    with actions.editing(user, adjustment) as current:
        before = codes_of(model, current.draft)
        if seen_order(before) != seen or sorted(before) != sorted(codes):
            raise Conflict(
                "您打开页面之后，这一部分的条目有增减或者次序有变动，没有保存。您排的次序还在下面，核对以后再保存。"
            )
        arrange(model, current.draft, codes)
        text = f"调整{model.section_title}的次序"
        log.note(log.Kind.WRITE, current, text, user=user, before=before, after=codes)
    return True


def moved(codes, code, step):
    """The codes with one of them a place further up (``step`` -1) or down (1)."""
    if code not in codes:
        return codes
    place = codes.index(code)
    others = [one for one in codes if one != code]
    others.insert(max(0, place + step), code)
    return others
