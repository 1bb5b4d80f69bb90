"""What a remark is about: the whole adjustment, an entry, or one field of an entry."""

from dataclasses import dataclass
from functools import cache

from departments.comparison.contents import load_wordings
from departments.comparison.entries import EntryComparison
from departments.comparison.matching import Pair
from departments.models import rows_of, section_models
from departments.sections import Holds
from departments.texts.columns import columns_of


@dataclass(frozen=True)
class Place:
    """Section, code and field as a Comment has them: all empty for the whole adjustment."""

    section: str = ""
    code: str = ""
    field: str = ""

    @property
    def model(self):
        """The model of its section, None where it is in none."""
        return next((one for one in section_models() if one.section_key == self.section), None)

    @property
    def may_be_entry(self):
        """Whether there may be an entry of it: no code of one holds a control character."""
        return self.model is not None and self.code.isprintable()

    @property
    def label(self):
        """What it is called, without the field, e.g. “部门职责 D-0007”."""
        return f"{self.model.section_title} {self.code}" if self.model else "整份申请"

    @property
    def fields(self):
        """The fields of its entry that a remark may name (dict of name to label)."""
        return fields_of(self.model) if self.model else {}

    def is_in(self, adjustment):
        """Whether the adjustment has such a place, in its draft or where that began."""
        if self == Place():
            return True
        if not self.may_be_entry or (self.field and self.field not in self.fields):
            return False
        editions = [adjustment.draft_id, adjustment.base_id]
        entries = self.model.objects.filter(edition__in=editions, code=self.code)
        return entries.exists()


@cache
def fields_of(model):
    """The text fields of entries of a section and of their rows (dict of name to label).

    A field of a row is named after the relation, e.g. ``items.note``. Rows are numbered by the
    printer; their numbers are no field of their own.
    """
    rows = rows_of(model).related_model
    own = {column.field: column.label for column in columns_of(model)}
    of_rows = {
        f"{model.rows_name}.{column.field}": column.label
        for column in columns_of(rows)
        if column.holds is not Holds.NUMBER
    }
    return own | of_rows


def compared_entry(adjustment, place):
    """The entry of a place as the draft changes it (EntryComparison; None without an entry)."""
    if not place.may_be_entry:
        return None
    editions = [one for one in (adjustment.base, adjustment.draft) if one]
    wordings = load_wordings(place.model, place.code, editions)
    pair = Pair(wordings.get(adjustment.base_id), wordings.get(adjustment.draft_id))
    if pair.old is None and pair.new is None:
        return None
    return EntryComparison(place.model, pair, place.code, place.code)
