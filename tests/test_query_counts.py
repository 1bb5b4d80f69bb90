"""The number of queries of each public page, which neither rows nor departments may raise."""

import pytest

from portal.pages.corrections.models import Correction
from portal.search import districts, registry
from tests.boundaries.factories import make_body, make_subject
from tests.correcting import make_correction
from tests.factories import add_annex, fill, make_department, make_draft, publish
from tests.topics import lead_to_all, make_topic

QUERIES = {
    "/": 10,
    "/about/": 0,
    "/sitemap/": 1,
    "/display/": 0,
    "/departments/": 5,
    "/departments/a/": 21,
    "/departments/a/?on=2024-06-01": 22,
    "/departments/a/editions/": 13,
    "/departments/a/compare/1/1/": 11,
    "/departments/a/editions/1/": 21,
    "/departments/a/list.json": 11,
    "/duties/": 6,
    "/duties/?q=第&department=a&note=no": 7,
    "/boundaries/": 12,
    "/boundaries/?q=第&department=a&party=区卫生局+1-1&basis=no&case=no": 13,
    "/boundaries/?body=weisheng&department=a": 14,
    "/boundaries/subjects/": 9,
    "/boundaries/subjects/?body=weisheng&on=2024-06-01": 9,
    "/boundaries/subjects/subject-a/": 10,
    "/boundaries/bodies/": 6,
    "/boundaries/bodies/a/": 12,
    "/boundaries/bodies/weisheng/": 9,
    "/boundaries/map/": 6,
    "/supervision/": 6,
    "/supervision/?q=第&department=a&part=object": 7,
    "/supervision/subjects/": 6,
    "/supervision/subjects/?department=a&frequency=none": 7,
    "/topics/": 3,
    "/topics/yanglao/": 15,
    "/services/handlers/": 2,
    "/services/": 6,
    "/services/?q=第&department=a&district=430408": 8,
    "/departments/a/duties/D-0001/": 7,
    "/departments/a/boundaries/B-0001/": 16,
    "/departments/a/supervision/S-0001/": 7,
    "/departments/a/services/P-0001/": 7,
    "/feed/": 6,
    "/departments/a/feed/": 7,
    "/duties/feed/": 5,
    "/boundaries/feed/": 5,
    "/supervision/feed/": 5,
    "/services/feed/?q=第&department=a": 6,
    "/sitemap.xml": 12,
    "/sitemap-overviews.xml": 0,
    "/sitemap-departments.xml": 2,
    "/sitemap-services.xml": 2,
    "/sitemap-subjects.xml": 2,
    "/sitemap-topics.xml": 2,
    "/robots.txt": 0,
    "/corrections/": 0,
    "/corrections/new/": 1,
    "/corrections/JC-20260102-WNH2-5RMF/": 1,
    "/departments/a/duties/D-0001/correct/": 2,
    "/data/": 2,
    "/data/dictionary/": 0,
    "/data/heads.json": 2,
    "/data/430408.json": 11,
    "/data/430408.csv": 11,
    "/data/430408.xlsx": 11,
    "/data/430408.jsonld": 12,
    "/data/430408/lists.csv": 2,
    "/data/430408/duties.csv": 3,
    "/data/430408/annexes.csv": 2,
    "/data/departments/a.json": 11,
    "/data/departments/a.csv": 11,
    "/data/departments/a.xlsx": 11,
    "/data/departments/a.jsonld": 12,
    "/data/departments/a.docx": 11,
    "/data/departments/a/editions/1.json": 11,
}
API = {
    "/api/v1/": 0,
    "/api/v1/districts": 2,
    "/api/v1/departments": 6,
    "/api/v1/departments?q=局&district=430408": 7,
    "/api/v1/departments/a": 5,
    "/api/v1/departments/a/list": 11,
    "/api/v1/departments/a/editions": 1,
    "/api/v1/departments/a/editions/1": 11,
    "/api/v1/duties": 3,
    "/api/v1/duties?q=第&department=a&note=no&on=2024-06-01": 4,
    "/api/v1/boundaries?party=区卫生局+1-1&basis=no&case=no": 3,
    "/api/v1/supervision?part=object": 3,
    "/api/v1/services?district=430408": 4,
    "/api/v1/duties/a/D-0001": 3,
    "/api/v1/boundaries/a/B-0001": 3,
    "/api/v1/supervision/a/S-0001": 3,
    "/api/v1/services/a/P-0001": 3,
    "/api/v1/boundaries?body=weisheng": 8,
    "/api/v1/subjects": 9,
    "/api/v1/subjects/subject-a": 9,
    "/api/v1/bodies": 7,
    "/api/v1/openapi.json": 2,
    "/api/v1/openapi.yaml": 2,
    "/api/v1/docs/": 8,
    "/api/v1/docs/try/": 0,
}
#: The search, once the district's index is loaded; the log of questions apart.
SEARCHES = {
    "/search/": 1,
    "/search/?q=第 1 类社会救助": 1,
    "/search/?q=月球采矿许可证": 1,
    "/search/suggest?q=类": 1,
    "/search/feed/?q=第 1 类社会救助": 5,
    "/api/v1/search?q=第 1 类社会救助": 1,
}
SMALL = {"departments": 1, "entries": 1, "rows": 1}
LARGE = {"departments": 3, "entries": 22, "rows": 3}


@pytest.fixture(params=[SMALL, LARGE], ids=["small", "large"])
def lists(request, db):
    size, topic = request.param, make_topic()
    for slug in "abc"[: size["departments"]]:
        draft = fill(
            make_draft(make_department(slug, f"{slug}局")),
            entries=size["entries"],
            rows=size["rows"],
        )
        add_annex(draft)
        lead_to_all(topic, publish(draft))
        make_subject((draft.department, "B-0001"), slug=f"subject-{slug}", keyword="社会救助")
    names = [f"区卫生局{n}-{row}" for n in range(1, 23) for row in range(1, 4)]
    make_body("weisheng", "卫生局", names=names)
    make_correction()
    Correction.objects.update(number="JC-20260102-WNH2-5RMF")


def test_query_counts(lists, client, django_assert_num_queries, subtests):
    for address, count in (QUERIES | API).items():
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
