"""The printed names of which nothing tells whom they mean: work for the editors."""

from collections import Counter
from dataclasses import dataclass

from departments.models import District

from ..models import Party
from .bodies import directories


@dataclass(frozen=True)
class Unresolved:
    """A name that lists print, published or drafts, and in how many rows."""

    district: District
    name: str
    count: int


def unresolved_names():
    """All names that no body explains, the most frequent first (list of Unresolved)."""
    districts = {one.pk: one for one in District.objects.all()}
    found = directories(districts.values())
    rows = Party.objects.order_by().values_list("matter__edition__department__district", "name")
    counted = Counter(
        (district, name) for district, cell in rows for name in found[district].unresolved(cell)
    )
    return [Unresolved(districts[pk], name, count) for (pk, name), count in counted.most_common()]
