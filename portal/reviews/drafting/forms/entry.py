"""The form of an entry, the same for all sections: its own texts, and its rows."""

from django.utils.datastructures import MultiValueDict

from ...drafts.sections import row_model
from ..fields import TextsForm, typed_texts
from ..wording import Said, said_by, seen_of
from .extras import Extras
from .rows import RowList


def as_typed(said, rows_name):
    """What an entry says (a Said), as if it were typed in its form (MultiValueDict)."""
    own, rows = [said], said.rows
    typed = _columns("", own) | _columns(f"{rows_name}-", rows)
    if rows:
        typed[f"{rows_name}-was"] = [""] * len(rows)
    return MultiValueDict(typed)


def _columns(prefix, records):
    """The columns of some records as a form sends them (dict of lists)."""
    headings = list(dict.fromkeys(one["heading"] for record in records for one in record.extras))
    found = {f"{prefix}extra-heading": headings}
    for record in records:
        extras = {one["heading"]: one["text"] for one in record.extras}
        texts = record.texts | {f"extra-{n}": extras.get(h, "") for n, h in enumerate(headings)}
        for name, text in texts.items():
            found.setdefault(f"{prefix}{name}", []).append(text)
    return found


class EntryForm:
    """An entry as typed (``data``, a MultiValueDict) or as stored; ``entry`` is None for a new one.

    ``seen`` is the digest of the entry that the user had before them.
    """

    def __init__(self, model, entry, data=None):
        self.model = model
        self.entry = entry
        self.seen = seen_of(entry) if data is None else data.get("seen", "")
        self.after = "" if data is None else data.get("after", "")
        self.extras = Extras(model, [entry] if entry else [], data)
        self.texts = self._texts(data=data)
        self.rows = RowList(row_model(model), entry.rows if entry else [], model.rows_name, data)

    def is_valid(self):
        # Both, so that all faults are shown at once.
        headed = self.extras.are_valid([self.texts.data])
        return all([headed, self.texts.is_valid(), self.rows.is_valid()])

    @property
    def label(self):
        """What such an entry is, e.g. 主要职责."""
        return self.model._meta.verbose_name

    @property
    def said(self):
        """What was typed (Said); of a valid form."""
        texts, extras = self.extras.split(self.texts.cleaned_data, self.entry)
        return Said(texts, self.rows.said(), extras)

    @property
    def typed(self):
        """What stands in the form, be it valid or not (Said)."""
        texts, extras = self.extras.split(self.texts.typed(), self.entry)
        return Said(texts, self.rows.typed(), extras)

    def has_changed(self):
        """Whether a valid form says anything else than what is stored."""
        return self.entry is None or self.said != said_by(self.entry)

    def rearrange(self, data):
        """Do what the button of a row, or of further columns, asks, and show the form again."""
        if "extra-add" in data:
            self.extras.add()
        self.rows.rearrange(data)
        self.show_typed(data)

    def follow(self, data):
        """Put the form on what is stored by now, with what was typed in it."""
        self.seen = seen_of(self.entry)
        came = self.extras.take_in([self.entry] if self.entry else [])
        self.rows.follow(self.entry.rows if self.entry else [])
        self.show_typed(data, came)

    def show_typed(self, data, came=()):
        """Show what was typed as it is, without finding fault with it yet.

        ``came`` are fields that nobody typed in: they show what is stored.
        """
        stored = self._stored()
        shown = {name: data.get(name, "") for name in self.texts.fields}
        shown |= {name: stored.get(name, "") for name in came}
        self.texts = self._texts(shown)
        self.rows.show_typed()

    def _stored(self):
        return typed_texts(self.entry) | self.extras.texts_of(self.entry) if self.entry else {}

    def _texts(self, shown=None, **options):
        further = self.extras.fields
        return TextsForm(self.model, self._stored(), shown, further, auto_id="id_%s", **options)
