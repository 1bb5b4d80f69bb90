"""The form of an entry, the same for all four sections: its own texts, and its rows."""

from django.utils.datastructures import MultiValueDict

from .fields import TextsForm, texts_of
from .rows import RowList
from .sections import row_model
from .wording import Said, said_by, seen_of


def as_typed(said, rows_name):
    """What an entry says (a Said), as if it were typed in its form (MultiValueDict)."""
    rows = [{"was": "", **row.texts} for row in said.rows]
    names = rows[0] if rows else ()
    return MultiValueDict(
        {name: [text] for name, text in said.texts.items()}
        | {f"{rows_name}-{name}": [row[name] for row in rows] for name in names}
    )


class EntryForm:
    """An entry as typed (``data``, a MultiValueDict) or as stored; ``entry`` is None for a new one.

    ``seen`` is the digest of the entry that the user had before them.
    """

    def __init__(self, model, entry, data=None):
        stored = texts_of(entry) if entry else {}
        self.model = model
        self.entry = entry
        self.seen = seen_of(entry) if data is None else data.get("seen", "")
        self.after = "" if data is None else data.get("after", "")
        self.texts = TextsForm(model, stored, data=data, auto_id="id_%s")
        self.rows = RowList(row_model(model), entry.rows if entry else [], model.rows_name, data)

    def is_valid(self):
        # Both, so that all faults are shown at once.
        return all([self.texts.is_valid(), self.rows.is_valid()])

    @property
    def label(self):
        """What such an entry is, e.g. 主要职责."""
        return self.model._meta.verbose_name

    @property
    def said(self):
        """What was typed (Said); of a valid form."""
        return Said(self.texts.cleaned_data, self.rows.said())

    def has_changed(self):
        """Whether a valid form says anything else than what is stored."""
        return self.entry is None or self.said != said_by(self.entry)

    def rearrange(self, data):
        """Do what the button of a row asks, and show the form again."""
        self.rows.rearrange(data)
        self.show_typed(data)

    def follow(self, data):
        """Put the form on what is stored by now, with what was typed in it."""
        self.seen = seen_of(self.entry)
        self.rows.follow(self.entry.rows if self.entry else [])
        self.show_typed(data)

    def show_typed(self, data):
        """Show what was typed as it is, without finding fault with it yet."""
        shown = {name: data.get(name, "") for name in self.texts.fields}
        stored = texts_of(self.entry) if self.entry else {}
        self.texts = TextsForm(self.model, stored, shown, auto_id="id_%s")
        self.rows.show_typed()
