import pytest

from tests.factories import FAR_FUTURE, make_department, make_district, make_draft, make_edition

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
