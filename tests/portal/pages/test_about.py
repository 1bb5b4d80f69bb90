import pytest

from tests.factories import make_department, make_district, make_draft, make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_the_site_explains_itself(client):
    page = client.get("/about/").text
    for place in ("reading", "citing", "editions", "accessibility", "privacy", "contact"):
        assert f'<h2 id="{place}">' in page
        assert f'href="#{place}"' in page


def test_the_contact_of_the_site_stands_where_people_look_for_it(client, settings):
    settings.SITE_CONTACT = "0734-0000000"
    assert "0734-0000000" in client.get("/about/").text.split("<footer")[0]


def test_the_site_map_leads_to_every_department_with_a_list(client, django_assert_num_queries):
    make_edition(make_department())
    other = make_district("430407", "衡阳市石鼓区")
    make_edition(make_department("shigu", "民政局", district=other))
    make_draft(make_department("later", "审计局"))
    with django_assert_num_queries(1):
        page = client.get("/sitemap/").text
    assert 'href="/departments/minzheng/"' in page
    assert 'href="/departments/shigu/"' in page
    assert "衡阳市石鼓区各部门" in page
    assert "/departments/later/" not in page
