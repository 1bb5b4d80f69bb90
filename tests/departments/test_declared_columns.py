"""No declared column is left out of any page, and each says on a narrow screen what it is."""

import re
from html import unescape

import pytest

from departments.models import rows_of, section_models
from departments.pages.filters import filterset_of
from departments.pages.printed_tables import CALLED_BY_STYLE
from departments.sections import Holds, Layout
from portal.search.indexing.sources import text_of
from tests.factories import SECOND_DAY, make_department, make_draft, publish

pytestmark = pytest.mark.django_db

each_section = pytest.mark.parametrize("model", section_models(), ids=lambda one: one.section_key)


def texts_of(columns, prefix):
    """A text for each of some columns that stands nowhere else (dict by field)."""
    return {one.field: f"{prefix}{one.field}的文字" for one in columns}


@pytest.fixture
def published(model):
    """An entry of a section, with a text in every column, and one more entry."""
    draft = make_draft(make_department())
    section, link = model.section, rows_of(model).field.name
    common = {"edition": draft, "group": "一、分组的文字"}
    own = texts_of(section.columns, "条目")
    first = model.objects.create(position=1, code=f"{section.prefix}-0001", **common | own)
    rows = texts_of(section.rows.columns, "行")
    extras = [{"heading": "联系电话", "text": "另列的文字"}]
    for position in (1, 2):
        rows_of(model).related_model.objects.create(
            position=position, extras=extras, **{link: first} | rows
        )
    heading = {section.heading: "另一条目"}
    model.objects.create(position=2, code=f"{section.prefix}-0002", edition=draft, **heading)
    return publish(draft)


def said(model):
    """All that the entry says (list of str)."""
    section = model.section
    columns = texts_of(section.columns, "条目") | {"": "一、分组的文字", " ": "另列的文字"}
    return [*columns.values(), *texts_of(section.rows.columns, "行").values()]


@each_section
class TestEveryColumn:
    def test_stands_on_the_page_of_the_list(self, client, model, published):
        page = client.get("/departments/minzheng/").text
        assert [text for text in said(model) if text not in page] == []

    def test_stands_on_the_page_of_the_entry(self, client, model, published):
        page = client.get(
            f"/departments/minzheng/{model.section_key}/{model.code_prefix}-0001/"
        ).text
        assert [text for text in said(model) if text not in page] == []

    def test_stands_on_the_page_of_an_entry_that_is_gone(self, client, model, published):
        publish(make_draft(published.department), SECOND_DAY)
        answer = client.get(f"/departments/minzheng/{model.section_key}/{model.code_prefix}-0001/")
        assert answer.status_code == 410
        assert [text for text in said(model) if text not in answer.text] == []

    def test_is_searched(self, model, published):
        section = model.section
        unsearched = {
            f"{whose}{one.field}的文字"
            for whose, columns in (("条目", section.columns), ("行", section.rows.columns))
            for one in columns
            if not one.searched
        }
        entry = model.objects.get(code=f"{section.prefix}-0001")
        for text in {*said(model)} - unsearched:
            found = filterset_of(model)({"q": text}, model.objects.all()).entries()
            assert [one.code for one in found] == [entry.code], text
            assert text in f"{entry.heading}\n{text_of(entry)}"

    def test_is_quoted_where_it_is_hit(self, client, model, published):
        section = model.section
        columns = [one for one in section.rows.columns if one.searched]
        for text in (*texts_of(columns, "行").values(), "另列的文字", "一、分组的文字"):
            page = client.get(f"/{section.key}/", {"q": text}).text
            assert f"<mark>{text}</mark>" in page

    def test_is_named_where_no_head_stands_above_it(self, client, model, published):
        section = model.section
        if section.layout is Layout.PROSE:
            return
        page = unescape(client.get("/departments/minzheng/").text)
        heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page)
        columns = [one for one in section.rows.columns if one.holds is not Holds.NUMBER]
        assert {one.label for one in (*section.columns, *columns)} | {"联系电话"} <= {*heads}
        for one in columns[2:]:
            cell = re.search(rf"<td([^>]*)>行{one.field}的文字", page)[1]
            if CALLED_BY_STYLE.get(one.holds) == one.label:
                assert re.search(rf'class="{one.holds}\b', cell)
            else:
                assert f'data-label="{one.label}"' in cell
        assert '<td class="text" data-label="联系电话">另列的文字</td>' in page


@each_section
def test_facets_follow_from_what_a_column_holds(model):
    offered = {
        one.field
        for one in (*model.section.columns, *model.section.rows.columns)
        if one.holds in {Holds.KIND, Holds.HANDLER, Holds.BASIS, Holds.CASE, Holds.NOTE}
    }
    assert offered <= filterset_of(model).base_filters.keys()
