"""An entry as it would be, made of a form and never saved, for the templates of public pages."""

from .wording import Said

#: The key of an entry that is not stored: related rows are only read of one that has a key.
_NO_KEY = 0


def unsaved(draft, form, code):
    """An entry of a draft with what was typed, faults and all (an unsaved model instance)."""
    said = _typed(form)
    model = form.model
    entry = model(pk=_NO_KEY, edition=draft, code=code, position=0, **said.texts)
    link = form.rows.model
    rows = [link(position=place, **row.texts) for place, row in enumerate(said.rows, start=1)]
    entry._prefetched_objects_cache = {model.rows_name: rows}
    return entry


def _typed(form):
    """What stands in a form, be it valid or not (Said)."""
    rows = [row for row in form.rows.rows if any(row.texts.values())]
    fields = form.texts.fields.items()
    texts = {name: field.to_python(form.texts[name].value() or "") for name, field in fields}
    return Said(texts, rows)
