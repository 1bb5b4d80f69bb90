"""Drafts that do not begin as the latest edition: what the latest one brought is kept in them.

A draft that was read from a file is merged three ways when an adjustment begins with it: the edition
that its text comes from (``departments.publishing.origins``), the draft, the latest edition. A draft that is
to bring an earlier edition back is left as it is: its comparison with the base shows all that goes.
"""

from departments.models import Origin, section_models
from departments.publishing.origins import origin_of_draft

from .rebase import PROSE, prose, rebase, side


def begin(adjustment, start_from=None):
    """Bring the draft of an adjustment that begins onto its base (returns what was done, a sentence).

    ``start_from`` is the earlier edition that is to come back. Without it, and without a file, the
    draft is as its base, and there is nothing to do or to say.
    """
    latest = adjustment.base
    if start_from and start_from != latest:
        returned = Origin.objects.create(
            draft=adjustment.draft, edition=start_from, found=Origin.Found.RETURN
        )
        return returned.sentence
    if latest is None:
        return ""
    origin = origin_of_draft(adjustment.draft)
    if origin.edition is None:
        return origin.sentence
    adjustment.base = origin.edition
    clashes = rebase(adjustment, latest, _doubtful(origin))
    return origin.sentence + _merged(origin, latest, clashes)


def origin_of(adjustment):
    """From which edition the text of an adjustment's draft comes (Origin; None: its base)."""
    return getattr(adjustment.draft, "origin", None)


def _doubtful(origin):
    """The places at which a person must choose (set of (section, code)).

    They are those at which the editions differ that the text may come from; and, where the origin
    is a guess, those at which the text is as an edition before the origin had it: a file without a
    mark is not trusted to take back what was published.
    """
    numbers = {origin.edition.number, *origin.rivals}
    editions = list(origin.edition.department.editions.published().order_by("number"))
    likely = [one for one in editions if one.number in numbers]
    guessed = origin.found == Origin.Found.LIKEST
    before = [one for one in editions if guessed and one.number < origin.edition.number]
    first, *others = map(prose, likely)
    found = {(PROSE, "")} if any(other != first for other in others) else set()
    for model in section_models():
        said = {one: _texts(model, one) for one in {*likely, *before, origin.draft}}
        own, ours = said[origin.edition], said[origin.draft]
        codes = {code for texts in said.values() for code in texts}
        found |= {
            (model.section_key, code)
            for code in codes
            if any(said[one].get(code) != own.get(code) for one in likely)
            or any(ours.get(code) == said[one].get(code) != own.get(code) for one in before)
        }
    return found


def _texts(model, edition):
    """What the entries of a section say, by their codes, whatever their numbers (dict)."""
    entries = side(model, edition)
    return {code: entries.said(code) | {"number": ""} for code in entries.entries}


def _merged(origin, latest, clashes):
    """What became of what the editions after the origin brought (a sentence, or none)."""
    if clashes:
        return f"{latest.label}的改动已经并入，其中 {len(clashes)} 处须作取舍。"
    return "" if origin.edition == latest else f"{latest.label}的改动都已并入。"
