"""Printed numbers (序号) merged apart from what they stand before.

An entry put in or taken out renumbers all that follow: of these nobody wants to choose a text.
"""


def merge_numbers(base, theirs, ours):
    """Have three Sides agree on the numbers that only one of them changed (dict by code).

    Only their entries in memory are changed; what is stored is for the caller.
    """
    found = {}
    for code in base.entries.keys() & theirs.entries.keys() & ours.entries.keys():
        entries = [one.entries[code] for one in (base, theirs, ours)]
        was, new, own = (entry.number for entry in entries)
        if was in (new, own):
            found[code] = own if was == new else new
            for entry in entries:
                entry.number = found[code]
    return found


def write_numbers(model, draft, numbers):
    """Have the entries of a draft bear these numbers (dict by code)."""
    entries = model.objects.filter(edition=draft, code__in=numbers)
    amiss = [entry for entry in entries if entry.number != numbers[entry.code]]
    for entry in amiss:
        entry.number = numbers[entry.code]
    model.objects.bulk_update(amiss, ["number"])
