"""Further columns on a form: each has a heading, and a field in every row of the form.

Their headings are sent beside the rows, in their order; the fields are named by their places.
"""

from departments.forms import ListTextField
from departments.texts.columns import EXTRA, columns_of, extras_from, extras_pairs
from departments.texts.record_texts import extra_text, headings_of

from ..limits import LONGEST

_tidy = ListTextField(required=False).to_python


class Extras:
    """The further columns of some records, as typed (``data``, a MultiValueDict) or as stored.

    ``prefix`` begins the name of the field of headings: ``extra-heading``.
    """

    def __init__(self, model, records, data=None, prefix=""):
        self.model = model
        self.name = f"{prefix}extra-heading"
        self.errors = []
        self.stored = headings_of(records) if hasattr(model, "extras") else []
        self.headings = list(self.stored)
        if data is not None:
            kept = {_tidy(heading): heading for heading in self.stored}
            typed = map(_tidy, data.getlist(self.name))
            self.headings = [kept.get(heading, heading) for heading in typed]

    @property
    def fields(self):
        """The names of the fields with their labels (dict)."""
        return {
            f"extra-{place}": heading or f"{EXTRA} {place + 1}"
            for place, heading in enumerate(self.headings)
        }

    def texts_of(self, record):
        """What a record says in these columns (dict by name)."""
        return {
            name: extra_text(record, heading)
            for name, heading in zip(self.fields, self.headings, strict=True)
        }

    def add(self):
        """One more column, which has no heading yet."""
        self.headings.append("")

    def take_in(self, records):
        """Have the headings of records too that it does not know yet (returns names of fields)."""
        known = len(self.headings)
        if hasattr(self.model, "extras"):
            self.headings += [one for one in headings_of(records) if one not in self.headings]
        return list(self.fields)[known:]

    def are_valid(self, rows):
        """Whether each column that says anything in some rows (dicts of texts) has its heading."""
        said = [
            heading
            for name, heading in zip(self.fields, self.headings, strict=True)
            if any(row.get(name) for row in rows)
        ]
        own = {text for one in columns_of(self.model) for text in (one.label, one.table_heading)}
        taken = own - {*self.stored}
        if "" in said:
            self.errors.append("请填写另列的列名。")
        if len({*said}) < len(said):
            self.errors.append("另列的列名不能重复。")
        self.errors += [f"已有“{one}”一列，不能再作另列的列名。" for one in said if one in taken]
        self.errors += ["列名太长。" for one in said if len(one) > LONGEST]
        return not self.errors

    def split(self, texts, record=None):
        """Texts that were typed, as those of the model (dict) and further columns (list of dict).

        What a record has stays as it is where it says the same.
        """
        pairs = [
            (heading, texts[name]) for name, heading in zip(self.fields, self.headings, strict=True)
        ]
        extras, stored = extras_from(pairs), getattr(record, "extras", [])
        plain = {name: text for name, text in texts.items() if name not in self.fields}
        same = {*extras_pairs(extras)} == {pair for pair in extras_pairs(stored) if pair[1]}
        return plain, stored if same else extras
