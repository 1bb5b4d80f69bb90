"""Every kind of public page in a real browser: nothing the policy refuses, no barrier axe finds."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.records import whole_edition
from tests.topics import lead_to_all, make_topic

pytestmark = pytest.mark.browser

SECTIONS = {
    "duties": "D-0001",
    "boundaries": "B-0001",
    "supervision": "S-0001",
    "services": "P-0001",
}
PAGES = [
    "/",
    "/about/",
    "/sitemap/",
    "/display/",
    "/departments/",
    *(f"/{section}/" for section in SECTIONS),
    "/supervision/subjects/",
    "/services/handlers/",
    "/topics/",
    "/topics/yanglao/",
    "/search/",
    "/search/?q=养老服务",
    "/search/?q=月球采矿许可证",
    "/departments/{slug}/",
    "/departments/{slug}/editions/",
    *(f"/departments/{{slug}}/{section}/{code}/" for section, code in SECTIONS.items()),
]


def test_the_pages_are_clean(browser, live_server, transactional_db):
    edition = whole_edition()
    slug = edition.department.slug
    lead_to_all(make_topic(), edition)
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append((page.url, message.text)))
    barriers = []
    for address in PAGES:
        answer = page.goto(live_server.url + address.format(slug=slug))
        assert answer.ok, page.url
        barriers += [
            (page.url, found["id"], [node["html"] for node in found["nodes"]])
            for found in Axe().run(page).response["violations"]
        ]
    page.close()
    assert said == []
    assert barriers == []
