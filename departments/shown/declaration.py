"""How a model says that pages or search show it, and where."""

from dataclasses import dataclass

from django.db import models

#: What a declaration says of rows that all districts show.
EVERYWHERE = ""
#: Stands in a condition for the midnight with which this day began.
MIDNIGHT = "<midnight>"
_declared = []


@dataclass(frozen=True)
class Shown:
    """That rows of a model are shown in the district that the lookup ``district`` leads to.

    ``where``: SQL over the row ``{row}`` that says which of them, if not all.
    """

    model: type[models.Model]
    district: str
    where: str = ""

    def district_of(self, row):
        """SQL for the key of the district of a row of the table; NULL: everywhere (str)."""
        return _follow(self.model, self.district.split("__"), row) if self.district else "NULL"

    def condition(self, row):
        """SQL that says whether a row of the table is shown (str)."""
        return self.where.format(row=row) or "1 = 1"


def shown(district, where=""):
    """Declare a model as shown: a class decorator; see :class:`Shown`.

    Records of editions other than the edition need none: published ones are written in a
    maintenance only, which is shown everywhere.
    """

    def declare(model):
        _declared.append(Shown(model, district, where))
        return model

    return declare


def declared():
    """All declarations of the installed apps (list of Shown)."""
    return list(_declared)


def _follow(model, path, row, depth=0):
    field = model._meta.get_field(path[0])
    if len(path) == 1:
        return f'{row}."{field.column}"'
    parent, near = field.related_model, f"near{depth}"
    district = _follow(parent, path[1:], near, depth + 1)
    table = parent._meta.db_table
    return f'(SELECT {district} FROM "{table}" AS {near} WHERE {near}.id = {row}."{field.column}")'
