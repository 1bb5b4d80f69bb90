"""What an event changed, for people: each field that the event speaks of, before and after."""

from dataclasses import dataclass

from django.apps import apps

from departments.comparison import compare_texts
from departments.comparison.contents import BESIDE
from departments.models import Edition, section_models
from departments.protection.immutability import Record
from departments.publishing.codes import is_code
from departments.texts.columns import columns_of, extras_pairs, table_text

#: What fields are called today that bore another name when events were noted, by model.
RENAMED = {"corrections.correction": {"adjustment": "draft"}}
_WORDS = {True: "是", False: "否", None: ""}


@dataclass(frozen=True)
class Change:
    """A field's name, and its old and new text compared."""

    label: str
    text: compare_texts


def changes(event):
    """What differs between before and after (list of Change), in the order of the record."""
    before, after = (_leaves(_renamed(event, values)) for values in (event.before, event.after))
    subject = _subject_model(event.subject)
    # A step of an adjustment tells of one of its entries, or of what stands beside them.
    known = {field.name for field in subject._meta.concrete_fields} if subject else set()
    told = {path[0] for path in (*before, *after) if path}
    model = subject if told <= known else _entry_model(before, after) or Edition
    return [
        _change(model, path, before.get(path), after.get(path))
        for path in {**after, **before}
        if before.get(path) != after.get(path)
    ]


def _renamed(event, values):
    names = RENAMED.get(event.subject.partition(":")[0], {})
    if not names or not isinstance(values, dict):
        return values
    return {names.get(name, name): value for name, value in values.items()}


def _leaves(value, path=()):
    """The leaves of a JSON value by the path that leads to each (dict of tuple to value)."""
    value = _read(path, value)
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value, start=1)
    else:
        return {path: value} if path or value is not None else {}
    return {
        leaf: one for step, inner in steps for leaf, one in _leaves(inner, (*path, step)).items()
    }


def _read(path, value):
    """A JSON value, of which further columns and tables are told as people read them."""
    kind = path[-1] if path and isinstance(value, list) else ""
    if kind == "extras":
        return dict(extras_pairs(value))
    return [table_text(one) for one in value] if kind == "tables" else value


def _change(model, path, before, after):
    words, field = [], None
    for step in path:
        word, field, model = _step(model, step)
        if word not in words:  # rows and their text may bear one name
            words.append(word)
    choices = dict(getattr(field, "flatchoices", ()))
    texts = [_shown(choices.get(value, value)) for value in (before, after)]
    return Change(" ".join(words) or "内容", compare_texts(*texts))


def _step(model, step):
    """What a step of a path is called, the field that it is, and the model beyond it."""
    if isinstance(step, int):
        return f"第 {step} 项", None, model
    if is_code(step):
        return step, None, _section_of(step)
    if model is Edition and step in BESIDE:
        return str(BESIDE[step]._meta.verbose_name), None, BESIDE[step]
    keys = _keys(model)
    for field in model._meta.concrete_fields if model else ():
        if field.name == keys.get(step, step):
            return str(field.verbose_name), field, model
    for relation in model._meta.related_objects if model else ():
        if relation.get_accessor_name() == step:
            rows = relation.related_model
            return str(rows._meta.verbose_name), None, rows
    return step, None, None


def _shown(value):
    return _WORDS[value] if isinstance(value, bool) or value is None else str(value)


def _entry_model(*sides):
    """The section model of an entry that is told whole, by its code; None of anything else."""
    return _section_of(next((str(side["code",]) for side in sides if ("code",) in side), ""))


def _section_of(code):
    """The section model of an entry's code (None of what is no code)."""
    return next((one for one in section_models() if is_code(code, one.code_prefix)), None)


def _keys(model):
    """The fields of a model by their keys in the list format (dict)."""
    columns = columns_of(model) if model and issubclass(model, Record) else ()
    return {column.json_key: column.field for column in columns}


def _subject_model(subject):
    try:
        return apps.get_model(subject.partition(":")[0])
    except (LookupError, ValueError):
        return None
