"""Powers on the public pages: where a list has them, and nowhere else."""

import json

import pytest
from django.core.management import call_command

from tests.factories import (
    add_annex,
    add_note,
    fill,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.whole_list import ANNEX_TEXTS, NOTE_TEXTS, make_whole_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sections_as_published")]
#: Pages that lead to the sections.
LEADING = ("/", "/departments/", "/sitemap/", "/about/", "/sitemap.xml", "/sitemap-overviews.xml")


@pytest.mark.parametrize("address", LEADING)
def test_where_no_list_has_powers_nothing_leads_to_them(client, address):
    make_edition()
    page = client.get(address).text
    assert "权责事项" not in page
    assert "powers" not in page
    assert client.get("/sitemap-powers.xml").status_code == 404


@pytest.mark.parametrize("address", LEADING)
def test_where_a_list_has_powers_all_lead_to_them(client, address):
    make_whole_list()
    assert "powers" in client.get(address).text
    assert "Q-0001" in client.get("/sitemap-powers.xml").text


def test_a_list_without_powers_has_no_such_section(client):
    make_edition(make_department("a", "甲局"))
    make_whole_list(make_department("b", "乙局"))
    assert 'id="powers"' not in client.get("/departments/a/").text
    assert "五、权责事项" in client.get("/departments/b/").text


def test_a_district_whose_lists_have_no_powers_has_no_column_for_them(client):
    make_edition(make_department("a", "甲局", district=make_district("430407", "衡阳市石鼓区")))
    make_whole_list(make_department("b", "乙局"))
    first, second = client.get("/departments/").text.split("<caption>")[1:]
    assert "权责事项" not in first
    assert "权责事项" in second


def test_facets_by_kind_and_handler(client):
    make_whole_list()
    page = client.get("/powers/").text
    assert "行政许可 <span>1</span>" in page
    assert "慈善事业股 <span>1</span>" in page
    assert "Q-0002" not in client.get("/powers/?kind=行政许可").text
    assert "Q-0001" not in client.get("/powers/?handler=慈善事业股").text
    assert "权力类型：行政许可" in client.get("/powers/?kind=行政许可").text


def test_annexes_with_tables_and_notes_stand_where_they_are_printed(client):
    make_whole_list()
    page = client.get("/departments/minzheng/").text
    texts = ["婚姻登记咨询", NOTE_TEXTS[0], "慈善事业股", *ANNEX_TEXTS[:2], "受理环节"]
    texts += ["0734-8851234", *ANNEX_TEXTS[2:], NOTE_TEXTS[1]]
    places = [page.rindex(f">{text}<") for text in texts]
    assert places == sorted(places)
    assert '<td class="text" data-label="时限">五个工作日</td>' in page


def test_what_is_printed_below_a_section_that_is_not_shown_stands_at_the_end(client):
    draft = fill(make_draft())
    add_note(draft, after="powers")
    add_annex(draft, after="powers")
    publish(draft)
    page = client.get("/departments/minzheng/").text
    assert page.index('id="services"') < page.rindex("责任追究机制") < page.index("注：本清单")


def test_the_search_finds_powers_by_all_that_they_say(capsys):
    make_whole_list()
    for question in ("公益性公墓建设许可", "墓地扩建许可", "殡葬管理条例第八条"):
        call_command("ask", question, "--json")
        (first, *_) = json.loads(capsys.readouterr().out)["entries"]
        assert (first["section"], first["code"]) == ("powers", "Q-0001"), question
