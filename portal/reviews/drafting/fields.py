"""Fields for the texts of a list, made from the models."""

from django import forms
from django.core.exceptions import ValidationError

from boundaries.models import Party
from departments.admin.editions import section_titles
from departments.comparison.contents import text_fields
from departments.forms import ListTextField
from departments.models import Edition, SectionHeading
from departments.xml import storable

#: More characters than any text of a list needs.
LONGEST = 50_000
#: Lines that a field shows at least; of other texts three.
HEIGHTS = {"number": 1, "list_type": 1, "section": 1, "handler": 2, "heading": 2, "name": 2}


class KeptTextField(ListTextField):
    """A text that, where it was not changed, stays to the letter what is stored."""

    def __init__(self, *, stored="", **kwargs):
        super().__init__(**kwargs)
        self.stored = stored

    def clean(self, value):
        if self.stored and self.to_python(value) == self.to_python(self.stored):
            return self.stored
        return super().clean(value)


class TextsForm(forms.Form):
    """The texts of one record. ``stored`` are those that it has, ``shown`` those in the fields."""

    use_required_attribute = False

    def __init__(self, model, stored, shown=None, **kwargs):
        shown = stored if shown is None else shown
        super().__init__(initial=shown, label_suffix="", **kwargs)
        for field in fields_of(model):
            self.fields[field.name] = _form_field(
                field, stored.get(field.name, ""), shown.get(field.name, "")
            )


def fields_of(model):
    """The fields of a model that are typed (list)."""
    if model is Edition:
        return [model._meta.get_field(name) for name in ("title", "list_type")]
    if model is SectionHeading:
        return [model._meta.get_field("section"), *text_fields(model)]
    return text_fields(model)


def texts_of(record):
    """The texts of a record, by field name (dict)."""
    return {field.name: getattr(record, field.name) for field in fields_of(type(record))}


def visible_only(text):
    """Raise ValidationError if a text holds characters that no document can hold."""
    if storable(text) != text:
        raise ValidationError("含有看不见的控制字符，请删去后重新输入。")


def _form_field(field, stored, shown):
    if field.name == "section":
        return forms.ChoiceField(label=field.verbose_name, choices=section_titles().items())
    return KeptTextField(
        stored=stored,
        label=field.verbose_name,
        help_text=field.help_text,
        required=not field.blank,
        max_length=getattr(field, "max_length", None) or LONGEST,
        validators=[visible_only],
        error_messages={"required": f"请填写{field.verbose_name}。"},
        widget=_widget(field, shown),
    )


def _widget(field, shown):
    # A line of input would lose the line ends of a name that the list prints on several lines.
    if field == Party._meta.get_field("name") and not set("\r\n") & set(shown):
        return forms.TextInput({"list": "bodies", "autocomplete": "off"})
    height = max(HEIGHTS.get(field.name, 3), min(20, len(shown) // 30))
    return forms.Textarea({"rows": height} | _offered(field))


def _offered(field):
    return {"data-basis": ""} if field == Party._meta.get_field("basis") else {}
