"""Each section is declared once, and its tables have the columns that it declares."""

import dataclasses

import pytest

from departments import checks
from departments.models import declared_sections, section_models
from departments.sections import Column, Holds
from duties.models import Duty


def test_the_sections_stand_in_the_order_of_a_printed_list():
    sections = declared_sections()
    assert [one.order for one in sections] == list(range(1, len(sections) + 1))
    assert (
        len({one.key for one in sections}) == len({one.prefix for one in sections}) == len(sections)
    )


def test_the_declared_columns_are_those_of_the_tables():
    assert checks.check_declarations(None) == []


@pytest.mark.parametrize("part", ["entry", "rows"])
def test_a_column_that_no_table_has_is_named(part, monkeypatch):
    section = Duty.section
    more = Column(field="deadline", label="办理时限", holds=Holds.TEXT)
    if part == "entry":
        changed = dataclasses.replace(section, columns=(*section.columns, more))
    else:
        rows = dataclasses.replace(section.rows, columns=(*section.rows.columns, more))
        changed = dataclasses.replace(section, rows=rows)
    monkeypatch.setattr(Duty, "section", changed)
    (error,) = checks.check_declarations(None)
    assert "deadline" in error.msg


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.__name__)
def test_each_column_says_what_it_means(model):
    for column in (*model.section.columns, *model.section.rows.columns):
        assert column.meaning.endswith("。")


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.__name__)
def test_what_an_entry_is_called_is_one_of_its_columns(model):
    assert model.section.column(model.section.heading).needed
