"""An entry as it would be, made of a form and never saved, for the templates of public pages."""

#: The key of an entry that is not stored: related rows are only read of one that has a key.
_NO_KEY = 0


def unsaved(draft, form, code):
    """An entry of a draft with what was typed, faults and all (an unsaved model instance)."""
    said = form.typed
    model = form.model
    own = said.texts | {"extras": said.extras}
    entry = model(pk=_NO_KEY, edition=draft, code=code, position=0, **own)
    link = form.rows.model
    rows = [
        link(position=place, extras=row.extras, **row.texts)
        for place, row in enumerate(said.rows, start=1)
    ]
    # Rows can be given to an entry that is not stored in no other way.
    entry._prefetched_objects_cache = {model.rows_name: rows}  # noqa: SLF001
    return entry
