"""The pages about editions: what each changed, two of them compared, the list of a day."""

import pytest

from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    fill,
    make_department,
    make_draft,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COMPARE = "/departments/minzheng/compare"


@pytest.fixture
def department():
    """A department with two editions in force one after the other, a scheduled one and a draft."""
    department = make_department()
    days = {
        "自受理之日起3日内办结": FIRST_DAY,
        "自受理之日起5日内办结": SECOND_DAY,
        "将来": FAR_FUTURE,
    }
    for text, day in days.items():
        draft = make_draft(department)
        add_duty(draft, text, code="D-0001")
        publish(draft, day)
    add_duty(make_draft(department), "草稿", code="D-0001")
    return department


class TestCompare:
    def test_shows_what_changed_with_both_texts(self, client, department):
        page = client.get(f"{COMPARE}/1/2/").text
        assert "第 1 版与第 2 版对比" in page
        assert '<article class="change" id="D-0001">' in page
        assert "〔删去：</span>3<" in page
        assert "〔新增：</span>5<" in page

    def test_the_other_way_round_says_so(self, client, department):
        page = client.get(f"{COMPARE}/2/1/").text
        assert "〔删去：</span>5<" in page
        assert f'href="{COMPARE}/1/2/">改为从前一版看到后一版' in page

    def test_the_same_edition_twice_says_so(self, client, department):
        response = client.get(f"{COMPARE}/2/2/")
        assert response.status_code == 200
        assert "您选的是同一版" in response.text

    @pytest.mark.parametrize(
        "numbers",
        ["1/3", "3/1", "1/4", "0/1", "1/99999999999999999999", f"1/{'9' * 5000}", "1/x", "-1/1"],
    )
    def test_refuses_scheduled_draft_and_unknown_editions(self, client, department, numbers):
        assert client.get(f"{COMPARE}/{numbers}/").status_code == 404

    def test_explains_a_refusal(self, client, department):
        assert "这个部门没有第 3 版清单，或者它尚未施行。" in client.get(f"{COMPARE}/1/3/").text

    def test_refuses_an_unknown_department(self, client, department):
        assert client.get("/departments/unknown/compare/1/2/").status_code == 404

    def test_speaks_of_another_day(self, client, department):
        assert client.get(f"{COMPARE}/1/2/?on=2024-06-01").status_code == 404
        page = client.get(f"{COMPARE}/1/2/?on=2025-06-01").text
        assert "2025年6月1日施行的清单" in page
        assert "/departments/minzheng/editions/1/?on=2025-06-01" in page
        assert client.get(f"{COMPARE}/1/2/?on=x").status_code == 400

    def test_only_reads(self, client, department):
        assert client.post(f"{COMPARE}/1/2/").status_code == 405
        assert client.head(f"{COMPARE}/1/2/").status_code == 200

    @pytest.mark.parametrize("entries", [1, 15])
    def test_entries_do_not_raise_the_queries(self, client, entries, django_assert_num_queries):
        department = make_department()
        for day in (FIRST_DAY, SECOND_DAY):
            publish(fill(make_draft(department), entries=entries, rows=entries), day)
        with django_assert_num_queries(13):
            assert client.get(f"{COMPARE}/1/2/").status_code == 200


class TestChoice:
    @pytest.mark.parametrize("numbers", [(1, 2), (2, 1), (2, 2)])
    def test_leads_to_the_two_editions(self, client, department, numbers):
        old, new = numbers
        response = client.get(f"{COMPARE}/", {"old": old, "new": new})
        assert response.headers["Location"] == f"{COMPARE}/{old}/{new}/"

    def test_keeps_the_day(self, client, department):
        response = client.get(f"{COMPARE}/", {"old": 1, "new": 2, "on": "2025-06-01"})
        assert response.headers["Location"] == f"{COMPARE}/1/2/?on=2025-06-01"

    @pytest.mark.parametrize("number", ["", "3", "0", "x", "\x00", "9" * 5000, "//evil.example"])
    def test_refuses_what_is_no_edition_in_force(self, client, department, number):
        response = client.get(f"{COMPARE}/", {"old": "1", "new": number})
        assert response.status_code == 404
        assert "请在历次版本中选择两版" in response.text


class TestEditions:
    def test_tells_what_each_edition_changed(self, client, department):
        page = client.get("/departments/minzheng/editions/").text
        assert f'href="{COMPARE}/1/2/"' in page
        assert '<span class="badge changed">改动</span> <b>1</b> 项' in page
        assert "首次公布，共 1 项。" in page

    def test_offers_two_editions_to_choose_of_those_in_force(self, client, department):
        page = client.get("/departments/minzheng/editions/").text
        assert '<option value="1" selected>' in page
        assert '<option value="2" selected>' in page
        assert 'value="3"' not in page

    def test_a_single_edition_has_nothing_to_compare(self, client, department):
        page = client.get("/departments/minzheng/editions/?on=2024-06-01").text
        assert "对比任意两版" not in page

    def test_a_day_before_the_first_edition_names_the_first(self, client, department):
        response = client.get("/departments/minzheng/?on=2000-01-01")
        assert response.status_code == 404
        assert "这个部门的第一版清单自2024年1月1日起施行" in response.text

    def test_a_scheduled_first_edition_is_not_announced(self, client):
        publish(fill(make_draft(make_department("sifa", "司法局"))), FAR_FUTURE)
        response = client.get("/departments/sifa/?on=2000-01-01")
        assert response.status_code == 404
        assert "2999" not in response.text
