"""The number of queries of each public page, which neither rows nor departments may raise."""

import pytest

from departments.models import declared_sections
from portal.corrections.models import Correction
from portal.pages import linked_sections
from portal.search import districts
from portal.search.indexing import registry
from tests import query_counts
from tests.boundaries.factories import make_body, make_subject
from tests.correcting import make_correction
from tests.factories import add_annex, fill, make_department, make_draft, publish
from tests.topics import lead_to_all, make_topic
from tests.whole_list import make_whole_list

#: Which addresses are asked, by group; those of the search once the district's index is loaded and
#: the log of questions apart.
ADDRESSES = {group: query_counts.names(group) for group in ("pages", "api", "search", "whole")}
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


def test_query_counts(lists, client, subtests):
    for group in ("pages", "api"):
        for address in ADDRESSES[group]:
            with subtests.test(address), query_counts.counted(group, address):
                assert client.get(address).status_code == 200


@pytest.mark.parametrize("departments", [1, 3])
def test_query_counts_of_whole_lists(departments, db, client, subtests, monkeypatch):
    monkeypatch.setattr(linked_sections, "_in_second", lambda second: tuple(declared_sections()))
    for slug in "abc"[:departments]:
        make_whole_list(make_department(slug, f"{slug}局"))
    for address in ADDRESSES["whole"]:
        with subtests.test(address), query_counts.counted("whole", address):
            assert client.get(address).status_code == 200


def test_query_counts_of_the_search(lists, client, subtests, settings, monkeypatch):
    settings.SEARCH_LOG_DAYS = 0
    monkeypatch.setattr(registry, "LOOK_EVERY", 3600)
    monkeypatch.setattr(registry, "SERVE_AT_MOST", 3600)
    # The clock stands: a second that ends within a request would cost it one more look.
    monkeypatch.setattr(districts, "monotonic", lambda: 0)
    districts.forget()
    client.get("/search/?q=x")
    for address in ADDRESSES["search"]:
        districts.forget()
        with subtests.test(address), query_counts.counted("search", address):
            assert client.get(address).status_code == 200
