"""Synthetic districts: copies of the first one, with other names and shuffled texts, in bulk.

The rows are written as they are, past the models: within a maintenance, as published editions
refuse every other write.
"""

import random
import re

from django.db import connection, models, transaction

from departments.models import (
    Department,
    DepartmentName,
    District,
    Edition,
    rows_of,
    section_models,
)
from departments.protection.triggers import maintenance
from portal.search.models import AskingPhrase

#: The primary keys of a copy are its number times this larger than the original's.
APART = 1_000_000
_CLAUSES = re.compile(r"(?<=[，。；、\n])")


class Copier:
    """Copies the only district there is, as often as wanted."""

    def __init__(self):
        entries = section_models()
        rows = [rows_of(model).related_model for model in entries]
        # In the order in which rows refer to each other.
        self._models = [
            District,
            Department,
            DepartmentName,
            Edition,
            *entries,
            *rows,
            AskingPhrase,
        ]
        self._originals = {model: list(self._values(model)) for model in self._models}

    def _values(self, model):
        names = [field.attname for field in model._meta.concrete_fields]
        return model._base_manager.order_by("pk").values_list(*names)

    def add(self, numbers):
        """Make the copies with these numbers (from 1)."""
        for number in numbers:
            mixed = random.Random(number)
            with transaction.atomic(), maintenance("性能测量", "bench"):
                for model, rows in self._originals.items():
                    self._insert(model, rows, number, mixed)

    def _insert(self, model, rows, number, mixed):
        fields = model._meta.concrete_fields
        change = [self._change(model, field) for field in fields]
        names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        table, marks = (
            connection.ops.quote_name(model._meta.db_table),
            ", ".join(["%s"] * len(fields)),
        )
        copied = [
            [one(value, number, mixed) for one, value in zip(change, row, strict=True)]
            for row in rows
        ]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", copied)

    def _change(self, model, field):
        """What turns a field's value, given the copy's number and chance, into that of the copy."""
        if field.primary_key or field.related_model in self._models:
            return lambda value, number, mixed: value + number * APART
        if model is District and field.name == "code":
            return lambda value, number, mixed: f"{100_000 + number}"
        if model is District and field.name == "name":
            return lambda value, number, mixed: f"第{number}区"
        if field.name in ("slug", "digest"):
            return lambda value, number, mixed: f"{value[:50]}-{number}"
        if model is AskingPhrase and field.name == "text" or type(field) is models.TextField:
            return lambda value, number, mixed: shuffled(value, mixed)
        return lambda value, number, mixed: field.get_db_prep_value(value, connection)


def shuffled(text, mixed):
    """A text with its clauses in another order, and here and there two characters exchanged."""
    clauses = _CLAUSES.split(text)
    mixed.shuffle(clauses)
    characters = list("".join(clauses))
    for place in range(mixed.randrange(7), len(characters) - 1, 7):
        characters[place : place + 2] = characters[place + 1], characters[place]
    return "".join(characters)
