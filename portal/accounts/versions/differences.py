"""What changed between a form's showing and its sending, told beside what was typed."""

from django.core.exceptions import ValidationError

from . import version
from .authors import Authors, subject

_WORDS = {"True": "是", "False": "否"}


class Differences:
    """The places (as ``Version.differs`` gives them) at which a form is not as it was shown."""

    def __init__(self, form, request, shown, places):
        self.form, self.places = form, [place.split("/") for place in places]
        self.formsets = {formset.prefix: formset for formset in request.formsets}
        self.vanished = getattr(request, "vanished", {})
        self.authors = Authors(shown.event, {self._subject(place) for place in self.places})

    def sentence(self):
        """What changed, by whom, and what to do (str)."""
        told = "、".join(dict.fromkeys(self._told(place) for place in self.places))
        return (
            f"您打开这一页之后，记录已被改动：{told}。没有保存。"
            "您填写的内容还在下面，改动处注明了现在的内容；核对后再保存一次，就以您填写的为准。"
        )

    def show(self):
        """Say at each field what it holds now, at each table which rows came and went."""
        now = [self._now(*place) for place in self.places]
        for formset in self.formsets.values():
            formset.errors  # noqa: B018 - cleans the rows: takes away what was said, writes to them
        for place, text in zip(self.places, now, strict=True):
            self._show(text, *place)
        for prefix, rows in self.vanished.items():
            for typed in rows:
                self._say(
                    prefix,
                    f"有一行已被删除，您在那一行填写的是：{self._typed(prefix, typed)}。要保留请另加一行。",
                )

    def _told(self, place):
        name = place[-1]
        if len(place) == 1:
            column = self.form.instance._meta.get_field(name)
            return f"“{self._label(self.form, name)}”{self._author(place, column)}"
        formset = self.formsets[place[0]]
        title = formset.model._meta.verbose_name
        if len(place) == 3:
            column = formset.model._meta.get_field(name)
            label = self._label(formset.form, name)
            return f"“{title}”一行的“{label}”{self._author(place, column)}"
        come = "新增" if self._row(*place) else "删除"
        return f"“{title}”{come}一行{self._author(place)}"

    def _now(self, name, key=None, field=None):
        """What stands at a place now (str, "" for a row that is gone)."""
        if key is None:
            return f"现在是：{shown(self.form.instance, name)}。"
        row = self._row(name, key)
        if field is not None:
            return f"现在是：{shown(row, field)}。"
        return f"新增的一行：{row}。您再保存时它保持不变。" if row else ""

    def _show(self, text, name, key=None, field=None):
        if key is None:
            self.form.add_error(name, text)
        elif field is not None:
            self._show_row(text, name, key, field)
        elif text:
            self._say(name, text)

    def _show_row(self, text, prefix, key, field):
        own = self.formsets[prefix].model._meta.pk.name
        for form in self.formsets[prefix].initial_forms:
            # A row that is only shown was not sent, and has no place for errors.
            if str(form.instance.pk) == key and form.add_prefix(own) in form.data:
                form.add_error(field, text)

    def _say(self, prefix, sentence):
        self.formsets[prefix].non_form_errors().append(sentence)

    def _row(self, prefix, key):
        return next(
            (one for one in self.formsets[prefix].get_queryset() if str(one.pk) == key), None
        )

    def _typed(self, prefix, typed):
        formset = self.formsets[prefix]
        fields = {
            name: formset.form.base_fields[name] for name in version.names(formset.form, formset.fk)
        }
        return (
            "，".join(
                f"{fields[name].label} {_readable(fields[name], text)}"
                for name, text in typed.items()
                if name in fields and text
            )
            or "空行"
        )

    def _subject(self, place):
        if len(place) == 1:
            return subject(self.form._meta.model, self.form.instance.pk)
        return subject(self.formsets[place[0]].model, place[1])

    def _author(self, place, column=None):
        return self.authors.of(self._subject(place), column)

    def _label(self, form, name):
        return form.base_fields[name].label


def shown(record, name):
    """What a field of a record holds, for people (str)."""
    column = record._meta.get_field(name)
    if column.many_to_many:
        return "、".join(map(str, getattr(record, name).all())) or "空"
    value = getattr(record, name)
    if column.choices:
        value = getattr(record, f"get_{name}_display")()
    return "空" if value in (None, "") else _WORDS.get(str(value), str(value))


def _readable(field, text):
    try:
        return field.clean(text)
    except ValidationError:
        return text
