"""The number of queries of each public page, which neither rows nor departments may raise."""

import pytest

from portal.search import districts, registry
from tests.factories import add_annex, fill, make_department, make_draft, publish

QUERIES = {
    "/": 5,
    "/departments/": 5,
    "/departments/a/": 11,
    "/departments/a/?on=2024-06-01": 11,
    "/departments/a/editions/": 1,
    "/departments/a/editions/1/": 11,
    "/departments/a/list.json": 11,
    "/duties/": 6,
    "/duties/?q=第&department=a&note=no": 7,
    "/boundaries/": 8,
    "/boundaries/?q=第&department=a&party=区卫生局+1-1&basis=no&case=no": 9,
    "/supervision/": 6,
    "/supervision/?q=第&department=a&part=object": 7,
    "/services/": 6,
    "/services/?q=第&department=a&district=430408": 8,
    "/departments/a/duties/D-0001/": 5,
    "/departments/a/boundaries/B-0001/": 5,
    "/departments/a/supervision/S-0001/": 5,
    "/departments/a/services/P-0001/": 5,
}
#: The search, once the district's index is loaded; the log of questions apart.
SEARCHES = {
    "/search/": 1,
    "/search/?q=第 1 类社会救助": 1,
    "/search/?q=月球采矿许可证": 3,
    "/search/suggest?q=类": 1,
    "/api/v1/search?q=第 1 类社会救助": 1,
}
SMALL = {"departments": 1, "entries": 1, "rows": 1}
LARGE = {"departments": 3, "entries": 22, "rows": 3}


@pytest.fixture(params=[SMALL, LARGE], ids=["small", "large"])
def lists(request, db):
    size = request.param
    for slug in "abc"[: size["departments"]]:
        draft = fill(
            make_draft(make_department(slug, f"{slug}局")),
            entries=size["entries"],
            rows=size["rows"],
        )
        add_annex(draft)
        publish(draft)


def test_query_counts(lists, client, django_assert_num_queries, subtests):
    for address, count in QUERIES.items():
        with subtests.test(address), django_assert_num_queries(count):
            assert client.get(address).status_code == 200


def test_query_counts_of_the_search(
    lists, client, django_assert_num_queries, subtests, settings, monkeypatch
):
    settings.SEARCH_LOG_DAYS = 0
    monkeypatch.setattr(registry, "LOOK_EVERY", 3600)
    monkeypatch.setattr(registry, "SERVE_AT_MOST", 3600)
    # The clock stands: a second that ends within a request would cost it one more look.
    monkeypatch.setattr(districts, "monotonic", lambda: 0)
    districts.forget()
    client.get("/search/?q=x")
    for address, count in SEARCHES.items():
        districts.forget()
        with subtests.test(address), django_assert_num_queries(count):
            assert client.get(address).status_code == 200
