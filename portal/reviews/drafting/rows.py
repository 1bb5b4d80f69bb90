"""Rows on a form: every row has the same field names, so that their order is that of the page.

Rows are added, taken out and moved by buttons that send the form; with a script the page does it
itself. ``was`` tells which stored row a row is (its place, from 1); a new one has none.
"""

import re
from functools import cached_property

from ..refusals import Refusal
from .fields import TextsForm, fields_of, texts_of
from .statutes import added_to
from .wording import Row, partnered

#: More rows than any entry needs. Django takes a thousand fields of a form.
MOST = 120


class RowList:
    """The rows of a record as typed (``data``, a MultiValueDict) or as stored.

    ``stored`` are the records that are there; ``prefix`` begins the names of the fields.
    """

    def __init__(self, model, stored, prefix, data=None):
        self.model = model
        self.prefix = prefix
        self.names = [field.name for field in fields_of(model)]
        self.stored = [texts_of(row) for row in stored]
        self.is_typed = data is not None
        self.rows = self._typed(data) if self.is_typed else self._as_stored()
        self.errors = []
        self.most = MOST

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
        elif word in ("up", "down") and place < len(self.rows):
            row = self.rows.pop(place)
            self.rows.insert(max(0, place + (1 if word == "down" else -1)), row)
        elif word == "remove" and place < len(self.rows):
            self.rows.pop(place)
        elif word == "cite" and place < len(self.rows):
            cites = data.getlist(f"{self.prefix}-cite")
            texts = self.rows[place].texts
            basis = added_to(texts.get("basis", ""), "".join(cites[place : place + 1]))
            self.rows[place] = Row(texts | {"basis": basis}, self.rows[place].was)

    def is_valid(self):
        if len(self.rows) > MOST:
            self.errors.append(f"最多 {MOST} 行，请合并一些，或者分成几个条目。")
        for form in self.forms:
            if form.is_valid() and self._was_emptied(form):
                form.add_error(None, "这一行已经没有内容。要去掉这一行，请点“移除”。")
        return not self.errors and all(form.is_valid() for form in self.forms)

    def said(self):
        """The rows as they are to be (list of Row); new ones without any text are left out."""
        rows = [Row(form.cleaned_data, form.was) for form in self.forms]
        return [row for row in rows if row.was or says_anything(row.texts)]

    def follow(self, stored):
        """Tell anew which stored rows these are, where others stand there by now."""
        self.stored = [texts_of(row) for row in stored]
        self.rows = partnered(self.stored, self.rows)

    def show_typed(self):
        """Show what was typed as it is, without finding fault with it yet."""
        self.is_typed = False
        self.__dict__.pop("forms", None)

    def _form(self, row, place):
        options = {"prefix": self.prefix, "auto_id": f"id_{self.prefix}_{place}_%s"}
        if self.is_typed:
            options["data"] = {f"{self.prefix}-{name}": row.texts[name] for name in self.names}
        form = TextsForm(self.model, self._stored(row.was), row.texts, **options)
        form.was, form.place = row.was, place
        return form

    def _stored(self, was):
        return self.stored[was - 1] if was and was <= len(self.stored) else {}

    def _was_emptied(self, form):
        had = form.was and says_anything(self._stored(form.was))
        return had and not says_anything(form.cleaned_data)

    def _as_stored(self):
        return [Row(texts, place) for place, texts in enumerate(self.stored, start=1)]

    def _typed(self, data):
        columns = [data.getlist(f"{self.prefix}-{name}") for name in ("was", *self.names)]
        if len({len(column) for column in columns}) > 1:
            raise Refusal("这张表单不完整，没有保存。请返回后重新打开。")
        rows = list(zip(*columns, strict=True))
        places = [was for was, *_ in rows if was]
        if len(set(places)) < len(places) or not all(map(is_place, places)):
            raise Refusal("表单中的行与这个条目对不上，没有保存。请返回后重新打开。")
        return [
            Row(dict(zip(self.names, texts, strict=True)), int(was) if was else None)
            for was, *texts in rows
        ]


def is_place(text):
    """Whether a text tells the place of a row: a number from 1, of a few digits."""
    return bool(re.fullmatch("[1-9][0-9]{0,4}", text))


def says_anything(texts):
    """Whether the texts of a row are more than the choice of its section."""
    return any(text for name, text in texts.items() if name != "section")
