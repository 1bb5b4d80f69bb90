"""Rows on a form: every row has the same field names, so that their order is that of the page.

Rows are added, taken out and moved by buttons that send the form; with a script the page does it
itself. ``was`` tells which stored row a row is (its place, from 1); a new one has none.
"""

import re
from dataclasses import replace
from functools import cached_property

from departments.sections import Holds
from departments.texts.columns import columns_of

from ...refusals import Refusal
from ..fields import TextsForm, typed_names, typed_texts
from ..wording import Row, partnered
from .extras import Extras
from .statutes import added_to

#: What is chosen and not written: where a row belongs.
PLACES = ("section", "after")
#: More rows than any entry needs. Django takes a thousand fields of a form.
MOST = 120


class RowList:
    """The rows of a record as typed (``data``, a MultiValueDict) or as stored.

    ``stored`` are the records that are there; ``prefix`` begins the names of the fields.
    """

    def __init__(self, model, stored, prefix, data=None):
        self.model = model
        self.prefix = prefix
        self.records = list(stored)
        self.extras = Extras(model, self.records, data, f"{prefix}-")
        self.is_typed = data is not None
        self.rows = self._typed(data) if self.is_typed else self._as_stored()
        self.errors = []
        self.most = MOST

    @property
    def names(self):
        """The names of the fields of a row (list)."""
        return [*typed_names(self.model), *self.extras.fields]

    @property
    def takes_extras(self):
        """Whether its rows may have further columns."""
        return hasattr(self.model, "extras")

    @property
    def label(self):
        """What such a row is, e.g. 相关部门."""
        return self.model._meta.verbose_name

    @cached_property
    def forms(self):
        """A TextsForm for each row, with ``was`` and ``place``, that on the page (list)."""
        return [self._form(row, place) for place, row in enumerate(self.rows, start=1)]

    @property
    def blank(self):
        """The form of a row that a script adds; ``0`` stands for its place."""
        return self._form(Row(dict.fromkeys(self.names, "")), 0)

    def rearrange(self, data):
        """Do what a button asks: ``add``, ``up-2``, ``down-2``, ``remove-2``, ``cite-2``."""
        word, _, place = data.get(f"{self.prefix}-do", "").partition("-")
        place = int(place) - 1 if is_place(place) else len(self.rows)
        if word == "add":
            self.rows.append(Row(dict.fromkeys(self.names, "")))
        elif word == "extra":
            self.extras.add()
            self._complete()
        elif word in ("up", "down") and place < len(self.rows):
            row = self.rows.pop(place)
            self.rows.insert(max(0, place + (1 if word == "down" else -1)), row)
        elif word == "remove" and place < len(self.rows):
            self.rows.pop(place)
        elif word == "cite" and place < len(self.rows):
            cites = data.getlist(f"{self.prefix}-cite")
            cited = "".join(cites[place : place + 1])
            self.rows[place] = self._citing(self.rows[place], cited)

    def is_valid(self):
        if len(self.rows) > MOST:
            self.errors.append(f"最多 {MOST} 行，请合并一些，或者分成几个条目。")
        for form in self.forms:
            if form.is_valid() and self._was_emptied(form):
                form.add_error(None, "这一行已经没有内容。要去掉这一行，请点“移除”。")
        headed = self.extras.are_valid([row.texts for row in self.rows])
        return headed and not self.errors and all(form.is_valid() for form in self.forms)

    def said(self):
        """The rows as they are to be (list of Row); new ones without any text are left out."""
        rows = [self._row(form, form.cleaned_data) for form in self.forms]
        return [row for row in rows if row.was or row.extras or says_anything(row.texts)]

    def typed(self):
        """The rows that say anything, be they valid or not (list of Row)."""
        rows = [self._row(form, form.typed()) for form in self.forms]
        return [row for row in rows if row.extras or says_anything(row.texts)]

    def follow(self, stored):
        """Tell anew which stored rows these are, where others stand there by now.

        Further columns that came meanwhile stand in the rows as they are stored.
        """
        self.records = list(stored)
        new = self.extras.take_in(self.records)
        self._complete()
        self.rows = partnered([self._texts(one) for one in self.records], self.rows)
        for place, row in enumerate(self.rows):
            came = {name: self._stored(row.was).get(name, "") for name in new}
            self.rows[place] = replace(row, texts=row.texts | came)

    def show_typed(self):
        """Show what was typed as it is, without finding fault with it yet."""
        self.is_typed = False
        self.__dict__.pop("forms", None)

    def _form(self, row, place):
        options = {"prefix": self.prefix, "auto_id": f"id_{self.prefix}_{place}_%s"}
        if self.is_typed:
            options["data"] = {f"{self.prefix}-{name}": row.texts[name] for name in self.names}
        stored = self._stored(row.was)
        form = TextsForm(self.model, stored, row.texts, self.extras.fields, **options)
        form.was, form.place = row.was, place
        return form

    def _citing(self, row, title):
        """A row with a statute added to its basis, if it has one."""
        names = [one.field for one in columns_of(self.model) if one.holds is Holds.BASIS]
        bases = {name: added_to(row.texts[name], title) for name in names[:1]}
        return replace(row, texts=row.texts | bases)

    def _row(self, form, texts):
        texts, extras = self.extras.split(texts, self._record(form.was))
        return Row(texts, form.was, extras)

    def _record(self, was):
        return self.records[was - 1] if was and was <= len(self.records) else None

    def _stored(self, was):
        record = self._record(was)
        return self._texts(record) if record else {}

    def _texts(self, record):
        return typed_texts(record) | self.extras.texts_of(record)

    def _complete(self):
        """Give each row a text, empty as yet, in every column."""
        blank = dict.fromkeys(self.names, "")
        self.rows = [replace(row, texts=blank | row.texts) for row in self.rows]

    def _was_emptied(self, form):
        had = form.was and says_anything(self._stored(form.was))
        return had and not says_anything(form.cleaned_data)

    def _as_stored(self):
        return [Row(self._texts(one), place) for place, one in enumerate(self.records, start=1)]

    def _typed(self, data):
        names = self.names
        columns = [data.getlist(f"{self.prefix}-{name}") for name in ("was", *names)]
        if len({len(column) for column in columns}) > 1:
            raise Refusal("这张表单不完整，没有保存。请返回后重新打开。")
        rows = list(zip(*columns, strict=True))
        places = [was for was, *_ in rows if was]
        if len(set(places)) < len(places) or not all(map(is_place, places)):
            raise Refusal("表单中的行与这个条目对不上，没有保存。请返回后重新打开。")
        return [
            Row(dict(zip(names, texts, strict=True)), int(was) if was else None)
            for was, *texts in rows
        ]


def is_place(text):
    """Whether a text tells the place of a row: a number from 1, of a few digits."""
    return bool(re.fullmatch("[1-9][0-9]{0,4}", text))


def says_anything(texts):
    """Whether the texts of a row are more than the choice of its place."""
    return any(text for name, text in texts.items() if name not in PLACES)
