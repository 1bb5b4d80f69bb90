"""The parties of an entry: which bodies may be chosen, and whom a printed name means."""

from dataclasses import dataclass

from boundaries.directory.bodies import Directory
from departments.sections import Holds


@dataclass(frozen=True)
class Reading:
    """Whom a name means: bodies by their names, and what of it nothing here explains."""

    bodies: list[str]
    unknown: list[str]

    @property
    def sentence(self):
        """The same in words (str); "" for no name."""
        known = f"指：{'、'.join(self.bodies)}。" if self.bodies else ""
        unknown = "、".join(f"“{name}”" for name in self.unknown)
        return known + (f"{unknown}对不上本区的单位，将照原文保存。" if unknown else "")


def read_rows(form, district):
    """Give each row of an entry's form the ``reading`` of its party; returns the bodies to choose.

    Of a section without parties there is nothing to read, or to choose.
    """
    parties = [one.field for one in form.model.section.rows.columns if one.holds is Holds.PARTY]
    if not parties:
        return []
    directory = Directory.for_district(district)
    for row, typed in zip(form.rows.forms, form.rows.rows, strict=True):
        row.reading = _read(typed.texts[parties[0]], directory)
    return sorted({str(body) for body in directory.bodies.values()})


def read(name, district):
    """Whom a printed name means (a Reading)."""
    return _read(name, Directory.for_district(district))


def _read(name, directory):
    bodies = [str(body) for body in directory.resolve(name)]
    return Reading(bodies, directory.unresolved(name))
