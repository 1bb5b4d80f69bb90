"""Everyone reads by which act and offices an edition came in, the staff also through whom."""

import pytest
from django.utils.formats import date_format

from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import make_department, make_draft, make_edition
from tests.reviewing import NUMBER, fresh

PAGES = ["/departments/minzheng/editions/", "/departments/minzheng/editions/2/"]


@pytest.fixture
def published(review):
    adjustment = review.approved()
    actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)
    return fresh(adjustment)


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_reads_kind_act_offices_and_days(client, published, page):
    text = client.get(page).text
    assert f"调整公布：{NUMBER}" in text
    assert f"法制审查：法制办公室，{date_format(today())}" in text
    assert published.draft.proof.digest in text
    for name in ("沈审查", "龚公布", "边编辑"):
        assert name not in text


@pytest.mark.parametrize("page", PAGES)
def test_the_staff_reads_people_and_times(review, published, page):
    text = cast.signed_in(review.editor).get(page).text
    assert "法制审查：法制办公室，沈审查，" in text
    assert "公布：龚公布" in text


def test_a_first_edition_says_that_it_is_one(client, published):
    assert "首次公布" in client.get("/departments/minzheng/editions/1/").text


def test_an_emergency_says_so_and_why(client, published):
    draft = make_draft(make_department("xin", "新局"))
    actions.publish_first_edition(draft, today(), "防汛指挥部今日成立")
    text = client.get("/departments/xin/editions/1/").text
    assert "首次公布（应急公布）" in text
    assert "应急公布的理由：防汛指挥部今日成立" in text


def test_a_maintenance_says_why(client, review):
    make_edition(review.department)
    assert "数据维护：试验所需的版本" in client.get("/departments/minzheng/editions/2/").text
