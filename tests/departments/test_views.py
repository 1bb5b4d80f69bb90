import pytest

from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_annex,
    add_duty,
    add_heading,
    make_department,
    make_draft,
    make_edition,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    """A department with a superseded edition, one in force, a scheduled one and a draft."""
    department = make_department(signboards=["蒸湘区老龄办"])
    days = {"旧职责": FIRST_DAY, "现行职责": SECOND_DAY, "将来职责": FAR_FUTURE}
    for text, day in days.items():
        draft = make_draft(department)
        add_duty(draft, text)
        publish(draft, day)
    add_duty(make_draft(department), "草稿职责")
    return department


class TestIndex:
    def test_lists_departments_with_a_list_in_force(self, client, department):
        make_edition(make_department("weisheng", "卫生局"), entries=7)
        page = client.get("/departments/").text
        assert "民政局" in page
        assert "加挂：蒸湘区老龄办" in page
        assert 'href="/departments/weisheng/#boundaries">7</a>' in page

    def test_shows_no_department_with_only_drafts_or_scheduled_lists(self, client):
        make_draft(make_department("sifa", "司法局"))
        make_edition(make_department("caizheng", "财政局"), effective_from=FAR_FUTURE)
        page = client.get("/departments/").text
        assert "司法局" not in page
        assert "财政局" not in page
        assert "还没有公布的清单" in page

    def test_shows_another_day_and_leads_there(self, client, department):
        make_edition(make_department("caizheng", "财政局"), effective_from=FAR_FUTURE)
        page = client.get("/departments/?on=2999-01-01").text
        assert "财政局" in page
        assert 'href="/departments/caizheng/?on=2999-01-01"' in page
        assert "2999年1月1日施行的清单" in page


class TestDepartment:
    def test_shows_the_edition_in_force_and_no_other(self, client, department):
        page = client.get("/departments/minzheng/").text
        assert "现行职责" in page
        assert "第 2 版" in page
        assert "加挂牌子：蒸湘区老龄办" in page
        for text in ("旧职责", "将来职责", "草稿职责"):
            assert text not in page

    @pytest.mark.parametrize(
        ("day", "text"),
        [("2024-12-31", "旧职责"), ("2025-01-01", "现行职责"), ("2999-01-01", "将来职责")],
    )
    def test_shows_the_edition_in_force_on_a_day(self, client, department, day, text):
        page = client.get(f"/departments/minzheng/?on={day}").text
        assert text in page
        assert f"/departments/minzheng/duties/D-000{'旧现将'.index(text[0]) + 1}/?on={day}" in page

    def test_refuses_a_department_without_a_list_in_force(self, client):
        make_draft(make_department("sifa", "司法局"))
        make_edition(make_department("caizheng", "财政局"), effective_from=FAR_FUTURE)
        for slug in ("sifa", "caizheng", "unknown"):
            assert client.get(f"/departments/{slug}/").status_code == 404

    def test_says_so_when_there_was_no_list_on_that_day(self, client, department):
        response = client.get("/departments/minzheng/?on=2000-01-01")
        assert response.status_code == 404
        assert "它在2000年1月1日还没有施行的清单" in response.text

    def test_refuses_a_day_that_cannot_be_read(self, client, department):
        response = client.get("/departments/minzheng/?on=2025-13-01")
        assert response.status_code == 400
        assert "“2025-13-01”不是可以识别的日期" in response.text

    def test_shows_all_sections_with_contents_and_counts(self, client):
        make_edition(make_department(), entries=3)
        page = client.get("/departments/minzheng/").text
        for key in ("duties", "boundaries", "supervision", "services"):
            assert f'<section class="section" id="{key}"' in page
            assert f'<a href="#{key}">' in page
        assert page.count("<b>3</b>") == 4

    def test_says_why_a_section_is_empty(self, client):
        draft = make_draft()
        add_heading(draft, "services", "4、 公共服务事项", marker="......")
        publish(draft)
        page = client.get("/departments/minzheng/").text
        assert "公布的清单在这一部分只写有“......”。" in page
        assert "公布的清单没有这一部分。" in page

    def test_shows_annexes(self, client):
        draft = make_draft()
        add_annex(draft, "责任追究机制", "第一条\n第二条")
        publish(draft)
        page = client.get("/departments/minzheng/").text
        assert '<p class="text">第一条\n第二条</p>' in page
        assert '<a href="#annex-1">责任追究机制</a>' in page

    def test_escapes_what_the_list_says(self, client):
        draft = make_draft()
        add_duty(draft, "<script>alert(1)</script>", items=["<img src=x>"])
        publish(draft)
        page = client.get("/departments/minzheng/").text
        assert "<script>" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page

    def test_only_reads(self, client, department):
        assert client.post("/departments/minzheng/").status_code == 405
        assert client.head("/departments/minzheng/").status_code == 200


class TestEditions:
    def test_lists_what_has_been_in_force(self, client, department):
        page = client.get("/departments/minzheng/editions/").text
        assert "第 1 版" in page
        assert "2025年1月1日由第 2 版取代" in page
        assert department.editions.get(number=2).digest in page
        assert "第 3 版" not in page

    def test_shows_a_superseded_edition_with_a_notice(self, client, department):
        page = client.get("/departments/minzheng/editions/1/").text
        assert "旧职责" in page
        assert "这一版已于2025年1月1日由第 2 版取代，不再施行。" in page
        assert "/departments/minzheng/duties/D-0001/?on=2024-01-01" in page

    def test_shows_the_edition_in_force_without_notice(self, client, department):
        page = client.get("/departments/minzheng/editions/2/").text
        assert "现行职责" in page
        assert "不再施行" not in page

    @pytest.mark.parametrize("number", ["3", "4", "0", "99999999999999999999", "9" * 5000])
    def test_refuses_scheduled_draft_and_unknown_editions(self, client, department, number):
        assert client.get(f"/departments/minzheng/editions/{number}/").status_code == 404

    def test_refuses_departments_without_a_list_in_force(self, client):
        make_draft(make_department("sifa", "司法局"))
        assert client.get("/departments/sifa/editions/").status_code == 404
        assert client.get("/departments/sifa/editions/1/").status_code == 404

    def test_a_scheduled_edition_shows_from_its_day(self, client, department):
        page = client.get("/departments/minzheng/editions/3/?on=2999-01-01").text
        assert "将来职责" in page
