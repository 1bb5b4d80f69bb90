"""What a draft changes in what a list says of other departments."""

from dataclasses import dataclass

from boundaries.directory.bodies import Directory
from boundaries.models import BoundaryMatter
from departments.comparison import compare_texts


@dataclass(frozen=True)
class Mention:
    """What a boundary matter says of another department, before and after; "" where nothing."""

    code: str
    before: str
    after: str


def changed_mentions(adjustment):
    """The changed mentions of each other department (dict of Department key to list of Mention).

    Punctuation, spaces and numbering are no change (docs/comparison.md).
    """
    directory = Directory.for_district(adjustment.department.district)
    before = _said_of(adjustment.base, directory) if adjustment.base else {}
    after = _said_of(adjustment.draft, directory)
    found = {}
    for key in sorted(before.keys() | after.keys()):
        department, code = key
        mention = Mention(code, before.get(key, ""), after.get(key, ""))
        if department != adjustment.department_id and _differs(mention):
            found.setdefault(department, []).append(mention)
    return found


def _differs(mention):
    return compare_texts(mention.before, mention.after).kind not in ("same", "formal")


def _said_of(edition, directory):
    """What an edition says of departments in its matters (dict of (department, code) to str)."""
    found = {}
    matters = BoundaryMatter.objects.filter(edition=edition).prefetch_related("parties")
    for matter in matters.order_by("position"):
        for party in matter.rows:
            text = "\n".join(filter(None, [party.responsibility, party.basis, party.case]))
            for body in directory.resolve(party.name):
                if body.department_id:
                    key = body.department_id, matter.code
                    found[key] = found.get(key, matter.matter) + "\n" + text
    return found
