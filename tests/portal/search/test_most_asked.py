"""大家常查 on a department's page: what was opened most after a question, if often enough."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.search.models import Query
from portal.search.templatetags.most_asked import DAYS, ENOUGH, MOST
from tests.factories import add_service, make_department, make_draft, make_edition, publish

pytestmark = pytest.mark.django_db
NAMES = ["低保", "婚姻", "养老", "殡葬", "地名", "社工", "收养"]


@pytest.fixture
def department():
    draft = make_draft(make_department("minzheng", "民政局"))
    for name in NAMES:
        add_service(draft, name)
    return publish(draft).department


def opened(department, code, times=ENOUGH, days_ago=1, slug=""):
    asked_at = timezone.now() - timedelta(days=days_ago)
    Query.objects.bulk_create(
        Query(
            district=department.district,
            text="问",
            answer="clear",
            hits=1,
            asked_at=asked_at,
            clicked=f"{slug or department.slug}/{code}",
        )
        for _ in range(times)
    )


def shown(client, query=""):
    """The names under 大家常查, in order."""
    page = client.get(f"/departments/minzheng/{query}").text
    if "大家常查" not in page:
        return []
    part = page.partition("大家常查")[2].partition("</section>")[0]
    return [text.split("<")[0] for text in part.split('/">')[1:]]


def test_the_most_frequent_stands_first(client, department):
    opened(department, "P-0001", ENOUGH)
    opened(department, "P-0002", ENOUGH + 1)
    assert shown(client) == ["婚姻", "低保"]


def test_a_few_are_chance_and_not_shown(client, department):
    opened(department, "P-0001", ENOUGH - 1)
    assert shown(client) == []


def test_only_so_many_are_shown(client, department):
    for number in range(1, len(NAMES) + 1):
        opened(department, f"P-000{number}")
    assert len(shown(client)) == MOST


def test_neither_today_nor_long_ago_counts(client, department):
    opened(department, "P-0001", days_ago=0)
    opened(department, "P-0002", days_ago=DAYS + 1)
    assert shown(client) == []


def test_what_is_no_longer_in_the_list_is_left_out(client, department):
    opened(department, "P-0099")
    assert shown(client) == []


def test_other_departments_do_not_count(client, department):
    make_edition(make_department("minzhengju", "另一局"))
    opened(department, "P-0001", slug="minzhengju")
    assert shown(client) == []
