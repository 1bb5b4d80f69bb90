"""What every entry's page has beside its text: its past, a reference to cite, a code for paper."""

import re

import pytest

from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    fill,
    make_department,
    make_draft,
    make_edition,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ENTRY = "/departments/minzheng/duties/D-0001/"


@pytest.fixture
def amended():
    """A department whose duty changed in the second edition, and one that was taken out there."""
    department = make_department()
    for texts, day in ((("旧文", "曾有的职责"), FIRST_DAY), (("新文",), SECOND_DAY)):
        draft = make_draft(department)
        for number, text in enumerate(texts, start=1):
            add_duty(draft, text, items=[f"{text}之事"], code=f"D-000{number}")
        publish(draft, day)
    return department


def test_tells_how_the_entry_changed_and_leads_to_the_comparison(client, amended):
    page = client.get(ENTRY).text
    assert "第 1 版公布时列入清单" in page
    assert 'href="/departments/minzheng/compare/1/2/#D-0001">与第 1 版对比' in page
    assert "此后至今没有改动" in page


def test_on_an_earlier_day_it_knows_nothing_later(client, amended):
    page = client.get(f"{ENTRY}?on=2024-06-01").text
    assert "compare" not in page
    assert "此后到2024年6月1日没有改动" in page
    assert 'name="on" value="2024-06-01"' in page


def test_has_a_reference_that_holds_the_edition(client, amended):
    page = client.get(ENTRY).text
    cited = re.search(r'id="reference">([^<]+)<', page)[1]
    assert cited.startswith(
        "《衡阳市蒸湘区民政局责任清单》（第 2 版，2025年1月1日起施行）“部门职责”部分"
    )
    assert f"http://testserver{ENTRY}?on=2025-01-01" in cited
    assert amended.editions.get(number=2).digest[:12] in cited


def test_the_address_in_the_reference_shows_what_was_cited(client, amended):
    page = client.get(f"{ENTRY}?on=2024-06-01").text
    address = re.search(r"http://testserver(\S+?)，", page)[1]
    assert "旧文之事" in client.get(address).text


def test_has_the_code_of_its_lasting_address(client, amended):
    page = client.get(f"{ENTRY}?on=2024-06-01").text
    assert f"<title>二维码：http://testserver{ENTRY}</title>" in page


def test_tools_that_need_a_script_are_hidden_without_it(client, amended):
    buttons = re.findall(r"<button type=\"button\"[^>]*>", client.get(ENTRY).text)
    assert len(buttons) == 2
    assert all(" hidden" in button for button in buttons)


def test_leads_to_the_form_for_mistakes(client, amended):
    assert f'href="{ENTRY}correct/"' in client.get(ENTRY).text


@pytest.mark.parametrize(
    ("day", "status"), [("2000-01-01", 404), ("x", 400), ("\x00", 400), ("9" * 5000, 400)]
)
def test_a_day_without_the_entry_is_explained(client, amended, day, status):
    response = client.get(ENTRY, {"on": day})
    assert response.status_code == status
    assert "<h1" in response.text


class TestGone:
    def test_shows_the_last_text_and_where_it_stood(self, client, amended):
        response = client.get("/departments/minzheng/duties/D-0002/")
        assert response.status_code == 410
        assert "曾有的职责之事" in response.text
        assert 'href="/departments/minzheng/editions/1/#D-0002"' in response.text
        assert "第 2 版不再列入" in response.text
        assert 'href="/departments/minzheng/compare/1/2/#D-0002"' in response.text

    def test_has_one_search_box(self, client, amended):
        page = client.get("/departments/minzheng/duties/D-0002/").text
        assert page.count('id="question"') == 1

    def test_an_entry_that_is_yet_to_come_is_not_gone(self, client, amended):
        response = client.get("/departments/minzheng/duties/D-0003/")
        assert response.status_code == 404

    @pytest.mark.parametrize("key", ["boundaries", "supervision", "services"])
    def test_every_section_shows_its_last_text(self, client, key):
        department = make_department()
        make_edition(department, rows=2)
        publish(fill(make_draft(department)), SECOND_DAY)
        code = {"boundaries": "B", "supervision": "S", "services": "P"}[key] + "-0001"
        response = client.get(f"/departments/minzheng/{key}/{code}/")
        assert response.status_code == 410
        assert "1-2" in response.text


@pytest.mark.parametrize("count", [1, 4])
def test_editions_do_not_raise_the_queries(client, count, django_assert_num_queries):
    department = make_department()
    for _ in range(count):
        draft = make_draft(department)
        add_duty(draft, code="D-0001")
        publish(draft)
    with django_assert_num_queries(7):
        assert client.get(ENTRY).status_code == 200
