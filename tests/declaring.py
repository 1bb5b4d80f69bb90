"""A section with one more column than it has: declared, and with a text in each of its records."""

import dataclasses

from departments.models import rows_of
from departments.sections import Column, Holds

MORE = Column(field="deadline", label="办理时限", holds=Holds.TEXT, meaning="几天之内办结。")
TEXT = "十日之内"


def declare_one_more(model, monkeypatch, *, of_rows):
    """Let a section model have one column more, of the entry itself or of its rows."""
    section, row_model = model.section, rows_of(model).related_model
    if of_rows:
        rows = dataclasses.replace(section.rows, columns=(*section.rows.columns, MORE))
        changed = dataclasses.replace(section, rows=rows)
    else:
        changed = dataclasses.replace(section, columns=(*section.columns, MORE))
    for one in (model, row_model):
        monkeypatch.setattr(one, "section", changed)
    monkeypatch.setattr(row_model if of_rows else model, MORE.field, TEXT, raising=False)
