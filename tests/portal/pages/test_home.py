import pytest

from departments.models import Department
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.topics import lead, make_topic

pytestmark = pytest.mark.django_db


def test_counts_what_is_in_force_and_leads_there(client):
    make_edition(make_department("minzheng", "民政局"), entries=2)
    make_edition(make_department("weisheng", "卫生局"), entries=3)
    page = client.get("/").text
    assert "<b>2</b> 份部门清单" in page
    for section in ("duties", "boundaries", "supervision", "services"):
        assert f'<a href="/{section}/"><b>5</b>' in page
    assert '<a href="/departments/weisheng/">卫生局</a>' in page


def test_names_the_districts(client):
    make_edition(make_department("minzheng", "民政局"))
    make_edition(make_department("b", "乙局", district=make_district("430407", "衡阳市石鼓区")))
    page = client.get("/").text
    assert "<h1>衡阳市石鼓区、衡阳市蒸湘区部门责任清单</h1>" in page


def test_shows_no_drafts_and_nothing_scheduled(client):
    make_draft(make_department("sifa", "司法局"))
    make_edition(make_department("caizheng", "财政局"), effective_from=FAR_FUTURE)
    page = client.get("/").text
    assert "司法局" not in page
    assert "财政局" not in page
    assert "还没有公布的清单" in page


def test_says_what_changed_last_and_leads_to_the_comparison(client):
    department = make_department("minzheng", "民政局")
    make_edition(department, entries=1)
    make_edition(department, entries=2, effective_from=SECOND_DAY)
    page = client.get("/").text
    assert "2025年1月1日" in page
    assert '<a href="/departments/minzheng/compare/1/2/">民政局清单第 2 版</a>' in page
    assert '首次公布<a href="/departments/minzheng/">民政局的清单</a>' in page
    assert page.index("2025年1月1日") < page.index("2024年1月1日")


def test_first_publications_of_a_day_are_told_together(client):
    for slug in "abc":
        make_edition(make_department(slug, f"{slug}局"))
    assert '首次公布<a href="/departments/">3 个部门的清单</a>' in client.get("/").text


def test_announces_no_edition_before_its_day(client):
    department = make_department()
    make_edition(department)
    make_edition(department, effective_from=FAR_FUTURE)
    assert "compare" not in client.get("/").text


def test_counts_what_was_added_changed_and_taken_out(client):
    department = make_department()
    for texts, day in (("甲乙", FIRST_DAY), (["甲", "改过的乙", "丙"], SECOND_DAY)):
        draft = make_draft(department)
        for number, text in enumerate(texts, start=1):
            add_duty(draft, text, code=f"D-000{number}")
        publish(draft, day)
    assert "新增 1 项，改动 1 项，删去 0 项" in client.get("/").text


def test_leads_to_the_fields_of_life_that_have_entries(client):
    make_edition(make_department("minzheng", "民政局"))
    make_topic("leer", "空的")
    lead(make_topic(), Department.objects.get(), "P-0001")
    page = client.get("/").text
    assert '<a href="/topics/yanglao/">养老</a>' in page
    assert "空的" not in page
