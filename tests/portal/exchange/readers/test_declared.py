"""What readers know of sections is what the declarations say."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from departments.models import declared_sections, section_models
from departments.sections import Column, Holds, Layout
from portal.exchange import importer
from portal.exchange.readers import declared
from portal.exchange.readers.declared import headed_columns
from portal.exchange.readers.entries import read_entries
from portal.exchange.readers.grids.fitting import _ODDITY
from portal.exchange.readers.grids.tables import read_table
from portal.exchange.readers.lines import split_lines
from tests.portal.exchange.readers.documents import HEADERS, row

MODULES = [Path(importer.__file__), *Path(declared.__file__).parent.rglob("*.py")]
TABLES = [section for section in declared_sections() if section.layout is Layout.TABLE]
DEADLINE = Column(field="deadline", label="办理时限", holds=Holds.NOTE, words=r"(?:办理)?时限")


def with_deadline(section, part):
    """A section with one more column, which no list had before: of its entries or their rows."""
    if part == "entry":
        return replace(section, columns=(*section.columns, DEADLINE))
    return replace(section, rows=replace(section.rows, columns=(*section.rows.columns, DEADLINE)))


def read(section, *rows):
    """(the entries of a table, the kinds of its irregularities)"""
    table = read_table(section, split_lines("".join(rows)))
    return read_entries(section, table), [found.kind for found in table.irregularities]


def cells_of(section):
    """Texts for the cells of a row of a table, by what its columns hold."""
    plain = dict.fromkeys(Holds, "殡葬管理") | {
        Holds.NUMBER: "1",
        Holds.TEXT: "负责殡葬服务的监督管理。",
        Holds.PARTY: "县民政局",
        Holds.HANDLER: "社会事务股",
        Holds.BASIS: "《殡葬管理条例》",
        Holds.KIND: "行政许可",
    }
    return [plain[column.holds] for column in headed_columns(section)]


@pytest.mark.parametrize("section", TABLES, ids=lambda section: section.key)
@pytest.mark.parametrize("part", ["entry", "row"])
def test_a_column_that_is_declared_is_read(section, part):
    head, cells = HEADERS[section.key], cells_of(section)
    more = with_deadline(section, part)
    ((entry,), found) = read(more, row(*head, "办理时限"), row(*cells, "二十日"))
    (line,) = getattr(entry, section.rows.name)
    assert (entry if part == "entry" else line).deadline == "二十日"
    assert found == []


@pytest.mark.parametrize("section", TABLES, ids=lambda section: section.key)
@pytest.mark.parametrize("part", ["entry", "row"])
def test_a_later_column_is_not_missed_in_earlier_documents(section, part):
    lines = row(*HEADERS[section.key]), row(*cells_of(section))
    ((before,), _) = read(section, *lines)
    ((after,), found) = read(with_deadline(section, part), *lines)
    (one,), (other,) = (getattr(entry, section.rows.name) for entry in (before, after))
    assert vars(one).items() <= vars(other).items()
    assert found == []


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.__name__)
def test_the_cells_of_every_column_are_known_by_what_it_holds(model):
    assert {column.holds for column in headed_columns(model.section)} <= set(_ODDITY)


@pytest.mark.parametrize("section", TABLES, ids=lambda section: section.key)
def test_entries_and_rows_of_a_table_can_bear_numbers(section):
    for columns in (section.columns, section.rows.columns):
        assert any(column.holds is Holds.NUMBER for column in columns)
    assert all(column.words for column in section.columns)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_section_is_named(path):
    keys = {section.key for section in declared_sections()}
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    assert not keys & {node.value for node in nodes if isinstance(node, ast.Constant)}
