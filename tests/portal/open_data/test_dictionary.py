"""The data dictionary against what is written: no field without an explanation, none too many."""

import json
import re

import pytest

from departments.models import section_models
from departments.publishing import chain_heads
from departments.publishing.digests import edition_document
from departments.publishing.heads import heads_document
from portal.exchange.writers.linked.jsonld import to_jsonld
from portal.exchange.writers.tables import TITLES, all_tables, stacked
from portal.open_data.dictionary import parts
from portal.open_data.fixed_parts import CELLS
from portal.open_data.linked_terms import LINKED_TERMS, UNSAID
from tests.cancelling import cancel, schedule
from tests.declaring import MORE, declare_one_more
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_matter,
    add_power,
    add_service,
    make_department,
    make_draft,
    make_edition,
    publish,
)
from tests.whole_list import extras, fill_whole

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def edition():
    """An edition in which every field has a value."""
    department = make_department(signboards=["老龄办"])
    make_edition(department, effective_from=FIRST_DAY)
    draft = fill_whole(make_draft(department))
    item = {"number": "1", "content": "解答", "handler": "登记处", "extras": extras(电话="0734")}
    add_service(draft, extras=extras(时限="十日"), items=[item])
    add_matter(draft, extras=extras(时限="十日"), parties=[{"number": "1", "name": "区民政局"}])
    add_power(draft, items=[{"number": "1"}])
    publish(draft, SECOND_DAY)
    make_edition(department, effective_from=SECOND_DAY)
    return department.editions.get(number=2)


@pytest.fixture
def cancelled(edition):
    """A fourth edition, which never comes into force."""
    return cancel(schedule(edition.department))


def paths(value, path=""):
    """The paths of all values in a JSON value, as the dictionary writes them (a set)."""
    if isinstance(value, dict):
        return {
            found
            for key, inner in value.items()
            for found in paths(inner, f"{path}.{key}" if path else key)
        }
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return {found for inner in value for found in paths(inner, f"{path}[]")}
    return set() if value == [] else {path}


def further_headings(value):
    """The headings of further columns in a JSON value (a set)."""
    if isinstance(value, list):
        return {heading for inner in value for heading in further_headings(inner)}
    if not isinstance(value, dict):
        return set()
    own = {one["heading"] for one in value.get("extras", ())}
    return own.union(*(further_headings(inner) for inner in value.values()))


def declared(*keys):
    return [field for part in parts() if part.key in keys for field in part.fields]


def test_every_field_of_the_list_format_is_explained(edition, cancelled):
    explained = {field.path for field in declared(*TITLES) if field.path}
    assert explained == paths(edition_document(edition)) | paths(edition_document(cancelled))


def test_every_field_of_the_heads_is_explained(edition):
    assert {field.path for field in declared("heads")} == paths(
        heads_document([edition], chain_heads.heads())
    )


def test_every_column_of_every_table_is_explained(edition, cancelled):
    further = further_headings(edition_document(edition))
    for table in all_tables([edition, cancelled]):
        headers = {re.sub("第 .* 列", CELLS, name) for name in table.data.headers} - further
        columns = {field.column for field in declared(table.key) if field.column}
        keys = {"地址名", "版次"}
        assert columns | keys == headers, table.title


def test_the_stacked_table_adds_one_column_which_the_page_explains(edition, client):
    tables = all_tables([edition])
    own = {header for table in tables for header in table.data.headers}
    assert set(stacked(tables).headers) - own == {"部分"}
    assert "第一列“部分”" in client.get("/data/dictionary/").text


def test_parts_bear_the_titles_of_the_tables():
    assert {part.key: part.title for part in parts() if part.key != "heads"} == TITLES


@pytest.mark.parametrize("of_rows", [False, True], ids=["entry", "row"])
@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_a_column_that_is_declared_is_explained(model, of_rows, monkeypatch):
    declare_one_more(model, monkeypatch, of_rows=of_rows)
    path = f"{model.section_key}[]{f'.{model.rows_name}[]' if of_rows else ''}.{MORE.field}"
    (field,) = (one for one in declared(model.section_key) if one.path == path)
    assert (field.column, field.type) == (MORE.label, "文字，可缺")


def test_every_term_of_the_linked_data_is_explained(edition):
    document = json.loads(to_jsonld([edition], "https://example.org/", "自由使用"))
    used = set()

    def collect(node):
        for key, value in node.items():
            used.update([value] if key == "@type" else [key] if not key.startswith("@") else [])
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    collect(inner)

    for node in document["@graph"]:
        collect(node)
    assert {term.name for term in LINKED_TERMS} == used


def test_every_term_that_the_context_declares_is_used_and_explained():
    document = json.loads(to_jsonld([make_edition()], "https://example.org/", "自由使用"))
    terms = {name for name in document["@context"] if ":" in name}
    assert terms <= {term.name for term in LINKED_TERMS}


@pytest.mark.parametrize("field", declared(*TITLES, "heads"), ids=lambda field: field.path)
def test_every_explanation_is_a_chinese_sentence_with_type_and_source(field):
    assert re.fullmatch(r".*[一-龥].*。", field.meaning)
    assert field.type
    assert field.source


def test_the_page_shows_it_all(client, django_assert_num_queries):
    page = client.get("/data/dictionary/").text
    for field in declared(*TITLES, "heads"):
        assert field.meaning in page
        assert field.path in page
    for term in LINKED_TERMS:
        assert f"<code>{term.name}</code>" in page
    assert all(sentence in page for sentence in UNSAID)
