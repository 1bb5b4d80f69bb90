import pytest

from portal.exchange.writers.json import to_json
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    make_department,
    make_draft,
    make_edition,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions():
    department = make_department()
    return [make_edition(department, effective_from=day) for day in (FIRST_DAY, SECOND_DAY)]


def test_is_the_text_that_the_export_writes(client, editions):
    response = client.get("/departments/minzheng/list.json")
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.text == to_json(editions[1])
    assert "民政局" in response.text


def test_speaks_of_a_day(client, editions):
    response = client.get("/departments/minzheng/list.json?on=2024-06-01")
    assert response.json()["edition"]["number"] == 1


@pytest.mark.parametrize(("query", "status"), [("?on=2000-01-01", 404), ("?on=x", 400)])
def test_refuses_days_without_a_list(client, editions, query, status):
    assert client.get(f"/departments/minzheng/list.json{query}").status_code == status


def test_refuses_drafts_and_what_is_scheduled(client):
    make_draft(make_department("sifa", "司法局"))
    make_edition(make_department("caizheng", "财政局"), effective_from=FAR_FUTURE)
    for slug in ("sifa", "caizheng", "unknown"):
        assert client.get(f"/departments/{slug}/list.json").status_code == 404
