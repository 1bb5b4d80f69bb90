"""Drafts that do not begin as the latest edition: what the latest one brought is kept in them.

A draft that was read from a file is merged three ways when an adjustment begins with it: the edition
that its text comes from (``departments.origins``), the draft, the latest edition. A draft that is
to bring an earlier edition back is left as it is: its comparison with the base shows all that goes.
"""

from departments.models import Origin, section_models
from departments.origins import origin_of_draft

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


def copy_origin(adjustment, other):
    """Let another adjustment tell where its text comes from, as this one does."""
    told = ("edition_id", "found", "rivals", "remark")
    for values in Origin.objects.filter(draft=adjustment.draft).values(*told):
        Origin.objects.create(draft=other.draft, **values)


def _doubtful(origin):
    """The places at which the editions that a text may come from differ (set of (section, code))."""
    if not origin.rivals:
        return set()
    numbers = [origin.edition.number, *origin.rivals]
    editions = list(origin.edition.department.editions.filter(number__in=numbers))
    found = {
        (model.section_key, code)
        for model in section_models()
        for code in _differing([side(model, edition) for edition in editions])
    }
    first, *others = (prose(edition) for edition in editions)
    return found | ({(PROSE, "")} if any(other != first for other in others) else set())


def _differing(sides):
    first, *others = sides
    codes = {code for one in sides for code in one.entries}
    return {code for code in codes if any(one.said(code) != first.said(code) for one in others)}


def _merged(origin, latest, clashes):
    """What became of what the editions after the origin brought (a sentence, or none)."""
    if clashes:
        return f"{latest.label}的改动已经并入，其中 {len(clashes)} 处须作取舍。"
    return "" if origin.edition == latest else f"{latest.label}的改动都已并入。"
