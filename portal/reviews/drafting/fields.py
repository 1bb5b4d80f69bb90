"""Fields for the texts of a list, made from the columns that its records have."""

from django import forms

from departments.forms import ListTextField, height_of, place_field
from departments.models import Annex
from departments.sections import Holds
from departments.texts.columns import columns_of, texts_of

from .grids import TablesField, tables_from, tables_text
from .limits import LONGEST, visible_only

#: The tables of an annex are typed as a text.
TABLES = "tables"


class KeptTextField(ListTextField):
    """A text that, where it was not changed, stays to the letter what is stored.

    ``holds`` is what its column holds: templates and scripts offer what fits that.
    """

    def __init__(self, *, stored="", holds=Holds.TEXT, **kwargs):
        super().__init__(**kwargs)
        self.stored, self.holds = stored, holds

    def clean(self, value):
        if self.stored and self.to_python(value) == self.to_python(self.stored):
            return self.stored
        return super().clean(value)


class TextsForm(forms.Form):
    """The texts of one record. ``stored`` are those that it has, ``shown`` those in the fields.

    ``further`` are columns beside those of the model (dict of name to label).
    """

    use_required_attribute = False

    def __init__(self, model, stored, shown=None, further=None, **kwargs):
        shown = stored if shown is None else shown
        super().__init__(initial=shown, label_suffix="", **kwargs)
        for column in columns_of(model):
            self.fields[column.field] = _form_field(model, column, stored, shown)
        if model is Annex:
            self.fields[TABLES] = TablesField()
        for name, label in (further or {}).items():
            texts = (one.get(name, "") for one in (stored, shown))
            self.fields[name] = _further_field(label, *texts)

    def typed(self):
        """What stands in the fields, be it valid or not (dict)."""
        return {
            name: field.to_python(self[name].value() or "") for name, field in self.fields.items()
        }


def typed_names(model):
    """The names of a model's fields that are typed (list)."""
    names = [column.field for column in columns_of(model)]
    return [*names, TABLES] if model is Annex else names


def typed_texts(record):
    """The texts of a record as they are typed, by field name (dict)."""
    tables = {TABLES: tables_text(record.tables)} if isinstance(record, Annex) else {}
    return texts_of(record) | tables


def values_of(model, texts):
    """What a record of a model keeps of texts that were typed (dict by field name)."""
    return texts | {TABLES: tables_from(texts[TABLES])} if model is Annex else dict(texts)


def _form_field(model, column, stored, shown):
    field, was = model._meta.get_field(column.field), stored.get(column.field)
    if column.holds is Holds.PLACE:
        return place_field(column.label, required=not field.blank)
    return KeptTextField(
        stored=was or "",
        holds=column.holds,
        label=column.label,
        help_text=field.help_text,
        # What a list needs may still be lacking in what was published without it.
        required=not field.blank or (column.needed and was != ""),
        max_length=getattr(field, "max_length", None) or LONGEST,
        validators=[visible_only],
        error_messages={"required": f"请填写{column.label}。"},
        widget=_widget(column, shown.get(column.field, "")),
    )


def _further_field(label, stored, shown):
    return KeptTextField(
        stored=stored,
        label=label,
        required=False,
        max_length=LONGEST,
        validators=[visible_only],
        widget=forms.Textarea({"rows": max(1, min(20, len(shown) // 30))}),
    )


def _widget(column, shown):
    # A line of input would lose the line ends of a name that the list prints on several lines.
    if column.holds is Holds.PARTY and not set("\r\n") & set(shown):
        return forms.TextInput({"list": "bodies", "autocomplete": "off"})
    offered = {"data-basis": ""} if column.holds is Holds.BASIS else {}
    height = max(height_of(column), min(20, len(shown) // 30))
    return forms.Textarea({"rows": height} | offered)
