"""The number of queries of each public page, which neither rows nor departments may raise."""

import pytest

from departments.sections import declared_sections
from portal.pages import linked_sections
from portal.pages.corrections.models import Correction
from portal.search import districts, registry
from tests.boundaries.factories import make_body, make_subject
from tests.correcting import make_correction
from tests.factories import add_annex, fill, make_department, make_draft, publish
from tests.topics import lead_to_all, make_topic
from tests.whole_list import make_whole_list

QUERIES = {
    "/": 7,
    "/about/": 0,
    "/sitemap/": 1,
    "/display/": 0,
    "/departments/": 2,
    "/departments/a/": 23,
    "/departments/a/?on=2024-06-01": 24,
    "/departments/a/editions/": 15,
    "/departments/a/compare/1/1/": 13,
    "/departments/a/editions/1/": 23,
    "/departments/a/list.json": 13,
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
    "/topics/yanglao/": 16,
    "/services/handlers/": 2,
    "/services/": 6,
    "/services/?q=第&department=a&district=430408": 8,
    "/departments/a/duties/D-0001/": 7,
    "/departments/a/boundaries/B-0001/": 16,
    "/departments/a/supervision/S-0001/": 7,
    "/departments/a/services/P-0001/": 7,
    "/feed/": 3,
    "/departments/a/feed/": 4,
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
    "/data/430408.json": 13,
    "/data/430408.csv": 13,
    "/data/430408.xlsx": 13,
    "/data/430408.jsonld": 14,
    "/data/430408/lists.csv": 2,
    "/data/430408/duties.csv": 3,
    "/data/430408/annexes.csv": 2,
    "/data/departments/a.json": 13,
    "/data/departments/a.csv": 13,
    "/data/departments/a.xlsx": 13,
    "/data/departments/a.jsonld": 14,
    "/data/departments/a.docx": 13,
    "/data/departments/a/editions/1.json": 13,
}
API = {
    "/api/v1/": 0,
    "/api/v1/districts": 2,
    "/api/v1/departments": 3,
    "/api/v1/departments?q=局&district=430408": 4,
    "/api/v1/departments/a": 2,
    "/api/v1/departments/a/list": 13,
    "/api/v1/departments/a/editions": 1,
    "/api/v1/departments/a/editions/1": 13,
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
    "/api/v1/docs/": 9,
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
#: Where lists have powers, with groups, further columns, annexes with tables and notes.
WHOLE = {
    "/": 7,
    "/departments/": 2,
    "/departments/a/": 24,
    "/powers/": 8,
    "/powers/?q=第&kind=行政许可&handler=社会事务股": 8,
    "/powers/feed/": 5,
    "/departments/a/powers/Q-0001/": 7,
    "/sitemap-powers.xml": 2,
    "/data/": 2,
    "/data/430408.json": 14,
    "/data/430408.csv": 14,
    "/data/430408.xlsx": 14,
    "/data/430408.jsonld": 15,
    "/data/430408/powers.csv": 3,
    "/data/430408/notes.csv": 2,
    "/data/departments/a.docx": 14,
    "/api/v1/powers": 3,
    "/api/v1/powers/a/Q-0001": 3,
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


@pytest.mark.parametrize("departments", [1, 3])
def test_query_counts_of_whole_lists(
    departments, db, client, django_assert_num_queries, subtests, monkeypatch
):
    monkeypatch.setattr(linked_sections, "_in_second", lambda second: tuple(declared_sections()))
    for slug in "abc"[:departments]:
        make_whole_list(make_department(slug, f"{slug}局"))
    for address, count in WHOLE.items():
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
