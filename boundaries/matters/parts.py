"""What a matter says of each body, read row by row.

The printed table stays as it is (``merged_cells``); this is how it is understood: which bodies a
row means, which role the list's words give them, and which text a merged cell shares downwards.
"""

from dataclasses import dataclass

from ..models import Body, Party
from .roles import ASSISTING, LEAD, stated_role

#: Of the party named first where the list does not say who leads.
FIRST = "first"
ROLES = {LEAD: "牵头", FIRST: "列在首位", ASSISTING: "配合", "": ""}
_ORDER = [LEAD, FIRST, "", ASSISTING]


@dataclass(frozen=True)
class Part:
    """One row of a matter: the bodies it names, their role and what they do.

    ``shared`` tells that the responsibility stands in a cell merged with the rows above.
    """

    party: Party
    bodies: list[Body]
    role: str
    responsibility: str
    shared: bool

    @property
    def role_name(self):
        return ROLES[self.role]


def parts_of(matter, directory):
    """The parts of a matter in printed order (list of Part)."""
    rows = matter.rows
    stated = [stated_role(row.name, row.responsibility) for row in rows]
    texts = _filled_down(rows)
    return [
        Part(
            party=row,
            bodies=directory.resolve(row.name),
            role=_role(place, stated),
            responsibility=texts[place],
            shared=bool(texts[place]) and not row.responsibility,
        )
        for place, row in enumerate(rows)
    ]


def lead_first(parts):
    """The same parts with whoever leads first and whoever only assists last."""
    return sorted(parts, key=lambda part: _ORDER.index(part.role))


def best_role(parts):
    """The weightiest role among some parts."""
    return min((part.role for part in parts), key=_ORDER.index)


def weight_of(role):
    """The place of a role in an order by weight (int, 0 leads)."""
    return _ORDER.index(role)


#: The weight of whoever leads by the list's words.
LEADS = weight_of(LEAD)


def _role(place, stated):
    if place == 0 and not stated[0] and LEAD not in stated:
        return FIRST
    return stated[place] or ""


def _filled_down(rows):
    texts = []
    for row in rows:
        texts.append(row.responsibility or (texts[-1] if texts else ""))
    return texts
