"""What a page may cost: bytes, requests, and shifting while it loads. Sizes, not timings.

Over every kind of page of the small district, and over the longest of the district's own lists.
"""

import gzip
from operator import attrgetter

import pytest
from django.conf import settings
from django.core.management import call_command

from departments.models import Edition, section_models
from tests.factories import FIRST_DAY
from tests.portal.exchange.importing import run
from tests.site.conftest import served
from tests.site.pages import OWN_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FIXTURES = settings.BASE_DIR / "fixtures" / "430408"
#: The most bytes, compressed, of all resources of a kind that one page loads.
BUDGETS = {"document": 60_000, "stylesheet": 20_000, "script": 30_000}
WIDTHS = {"phone": 360, "desktop": 1280}
#: How much of the page has moved since it began to load, one second after it was there.
WATCH_SHIFTS = """window.shifted = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
A_SECOND = 1000


@pytest.fixture(scope="module")
def real_site(browser, django_db_setup, django_db_blocker, tmp_path_factory):
    """The district's own lists, served."""
    with served(django_db_blocker, tmp_path_factory.mktemp("static"), publish_lists) as site:
        yield site


def publish_lists():
    run(FIXTURES / "lists.txt", "--district", "430408", "--effective-from", FIRST_DAY, "--publish")
    for name in ("bodies", "subjects"):
        call_command(f"load_{name}", FIXTURES / f"{name}.csv", district="430408", verbosity=0)


def longest_list():
    editions = Edition.objects.in_force()
    return max(editions, key=lambda one: sum(map(length, entries_of(one)))).department


def longest_entry():
    return max(
        (one for edition in Edition.objects.in_force() for one in entries_of(edition)), key=length
    )


def entries_of(edition):
    return [
        one
        for model in section_models()
        for one in model.objects.filter(edition=edition).with_rows()
    ]


def length(entry):
    return len(str(entry.to_record()))


def visited(new_window, url, width):
    """Load a page and wait a second (returns the Page, its responses and what the console said)."""
    page, responses, said = new_window(url, width), [], []
    page.on("response", responses.append)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(WATCH_SHIFTS)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(A_SECOND)
    return page, responses, said


def weights(responses):
    """Compressed bytes by the kind of resource (dict)."""
    sums = dict.fromkeys(BUDGETS, 0)
    for response in responses:
        kind = response.request.resource_type
        sums[kind] = sums.get(kind, 0) + len(gzip.compress(response.body(), 6))
    return sums


def keeps_to_the_budget(new_window, site, address, width):
    page, responses, said = visited(new_window, site.url + address, width)
    found = weights(responses)
    assert {kind: found[kind] for kind, most in BUDGETS.items() if found[kind] > most} == {}
    elsewhere = [one.url for one in responses if not one.url.startswith(site.url)]
    assert elsewhere == []
    assert page.evaluate("window.shifted") == 0
    # A browser says so of every page that it asked for and that is not there.
    assert [text for text in said if "Failed to load resource" not in text] == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("page_type", OWN_PAGES, ids=attrgetter("name"))
def test_a_page_keeps_to_the_budget(site, new_window, page_type, width):
    keeps_to_the_budget(new_window, site, page_type.at(site.number), width)


LONGEST = {
    "department": lambda: longest_list().get_absolute_url(),
    "entry": lambda: longest_entry().get_absolute_url(),
    "everything": lambda: "/boundaries/",
    "subjects": lambda: "/boundaries/subjects/",
    "map": lambda: "/boundaries/map/",
    "answer": lambda: "/search/?q=养老服务谁负责",
}


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("address", LONGEST.values(), ids=LONGEST)
def test_the_longest_of_the_districts_own_pages_keep_to_it(real_site, new_window, address, width):
    keeps_to_the_budget(new_window, real_site, address(), width)
